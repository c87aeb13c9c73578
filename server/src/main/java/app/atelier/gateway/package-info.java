/** The single entry: limits, idempotency keys, security headers, API documentation and the web client. */
@ApplicationModule(allowedDependencies = {"platform", "users"})
@NullMarked
package app.atelier.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
