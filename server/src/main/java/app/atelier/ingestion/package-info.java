/**
 * Accepts raw event streams: judges every event, keeps what is new, durably and in order, and answers only then.
 * Others read what it keeps through {@link app.atelier.ingestion.RawLog}.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package app.atelier.ingestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
