/** New passwords, for who knows the old one and for who forgot it. */
@NullMarked
package app.atelier.auth.recovery;

import org.jspecify.annotations.NullMarked;
