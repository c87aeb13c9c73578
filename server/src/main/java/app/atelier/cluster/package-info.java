/** A split installation on one machine: every service a process of its own, kept running together. */
@ApplicationModule(allowedDependencies = {"platform", "engines"})
@NullMarked
package app.atelier.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
