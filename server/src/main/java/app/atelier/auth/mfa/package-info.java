/** The second step of signing in: codes of an authenticator app, and recovery codes. */
@NullMarked
package app.atelier.auth.mfa;

import org.jspecify.annotations.NullMarked;
