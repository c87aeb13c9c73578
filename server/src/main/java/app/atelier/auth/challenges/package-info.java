/** Questions that are answered once, within minutes. */
@NullMarked
package app.atelier.auth.challenges;

import org.jspecify.annotations.NullMarked;
