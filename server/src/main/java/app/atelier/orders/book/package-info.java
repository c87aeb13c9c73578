/** The order book: orders as the seller and the customer see them, and what moves them on. */
@NullMarked
package app.atelier.orders.book;

import org.jspecify.annotations.NullMarked;
