/**
 * Keeps an installation: backups of the database and the files at one moment, their restoration and verification, and
 * a doctor that looks for what is wrong. Works below the services, on whole tables; only the doctor's questions
 * name some of them.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*"})
@NullMarked
package app.atelier.keep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
