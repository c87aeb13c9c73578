/**
 * What an organization sells: products, their prices, their stock, and the public shop. Others ask
 * {@link app.atelier.catalog.CatalogAccess} and hold stock through {@link app.atelier.catalog.StockKeeper}.
 */
@ApplicationModule(allowedDependencies = {"platform", "users"})
@NullMarked
package app.atelier.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
