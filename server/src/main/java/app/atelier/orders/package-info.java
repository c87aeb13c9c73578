/**
 * Orders: checkout, payment, fulfilment. It asks the catalog what is sold and for how much, holds stock there, and tells
 * everything else through the journal: a paid order becomes projects because projects follows it.
 */
@ApplicationModule(allowedDependencies = {"platform", "users", "catalog"})
@NullMarked
package app.atelier.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
