/** How much one caller may ask for. */
@NullMarked
package app.atelier.gateway.limits;

import org.jspecify.annotations.NullMarked;
