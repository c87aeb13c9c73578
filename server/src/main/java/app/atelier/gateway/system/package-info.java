/** How the whole installation is doing, for who looks after it. */
@NullMarked
package app.atelier.gateway.system;

import org.jspecify.annotations.NullMarked;
