/** Products, and the shop that shows them. */
@NullMarked
package app.atelier.catalog.products;

import org.jspecify.annotations.NullMarked;
