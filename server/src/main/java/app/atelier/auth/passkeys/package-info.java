/** Keys that people sign in with instead of a password (WebAuthn). */
@NullMarked
package app.atelier.auth.passkeys;

import org.jspecify.annotations.NullMarked;
