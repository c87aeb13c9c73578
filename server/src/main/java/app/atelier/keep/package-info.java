/**
 * Keeps an installation: backups of the database and the files at one moment, their restoration and verification, and
 * a doctor that looks for what is wrong. Works below the services, on whole tables, and knows none of them by name.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package app.atelier.keep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
