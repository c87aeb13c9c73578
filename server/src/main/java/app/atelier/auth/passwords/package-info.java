/** Passwords, hashed with Argon2id. */
@NullMarked
package app.atelier.auth.passwords;

import org.jspecify.annotations.NullMarked;
