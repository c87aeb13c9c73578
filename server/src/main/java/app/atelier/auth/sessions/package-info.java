/** Sign-in, and the sessions it opens. */
@NullMarked
package app.atelier.auth.sessions;

import org.jspecify.annotations.NullMarked;
