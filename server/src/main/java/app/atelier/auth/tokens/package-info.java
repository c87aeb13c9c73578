/** API tokens: keys that scripts and systems show instead of a person's sign-in. */
@NullMarked
package app.atelier.auth.tokens;

import org.jspecify.annotations.NullMarked;
