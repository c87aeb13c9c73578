/** How many there are, who holds some, and the ledger of movements. */
@NullMarked
package app.atelier.catalog.stock;

import org.jspecify.annotations.NullMarked;
