/** Ways in for who looks after the installation. */
@NullMarked
package app.atelier.auth.welcome;

import org.jspecify.annotations.NullMarked;
