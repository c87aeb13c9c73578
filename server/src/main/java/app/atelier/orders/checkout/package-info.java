/** How an order comes to be. */
@NullMarked
package app.atelier.orders.checkout;

import org.jspecify.annotations.NullMarked;
