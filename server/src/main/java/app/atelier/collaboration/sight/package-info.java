/** Which entries of the journal a caller may see. */
@NullMarked
package app.atelier.collaboration.sight;

import org.jspecify.annotations.NullMarked;
