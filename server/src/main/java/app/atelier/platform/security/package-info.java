/** Who is calling, and proof of it. */
@NullMarked
package app.atelier.platform.security;

import org.jspecify.annotations.NullMarked;
