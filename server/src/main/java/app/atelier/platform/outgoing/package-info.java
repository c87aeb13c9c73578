/** Requests to addresses that somebody else chose: guarded, so that they reach nobody inside. */
@NullMarked
package app.atelier.platform.outgoing;

import org.jspecify.annotations.NullMarked;
