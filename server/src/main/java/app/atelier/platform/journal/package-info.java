/** The journal of every change, and the followers that react to it (DESIGN §3). */
@NullMarked
package app.atelier.platform.journal;

import org.jspecify.annotations.NullMarked;
