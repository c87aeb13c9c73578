/** Answers of other processes, kept for as long as the journal lets them hold. */
@NullMarked
package app.atelier.platform.cache;

import org.jspecify.annotations.NullMarked;
