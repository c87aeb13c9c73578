/** Payment providers and what they tell. */
@NullMarked
package app.atelier.orders.payments;

import org.jspecify.annotations.NullMarked;
