/**
 * Loads raw events and the journal into the analytical store, each exactly once. Others read the store itself, and ask
 * {@link app.atelier.processing.Freshness} how far it has come.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "ingestion"})
@NullMarked
package app.atelier.processing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
