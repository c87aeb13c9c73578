/**
 * Reports over orders, tasks and money. Reads only the analytical store, and of that only the caller's organization:
 * see {@link app.atelier.reporting.reports.TenantView}.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "processing", "projects"})
@NullMarked
package app.atelier.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
