/** Keys that sign access tokens, and tokens signed with them. */
@NullMarked
package app.atelier.auth.keys;

import org.jspecify.annotations.NullMarked;
