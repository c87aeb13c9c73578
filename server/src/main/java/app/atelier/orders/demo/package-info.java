/** The demonstration’s orders. */
@NullMarked
package app.atelier.orders.demo;

import org.jspecify.annotations.NullMarked;
