/**
 * Tells people what concerns them: as notices in the application and by mail. It follows the journal and is asked
 * nothing; its own screens are the inbox and the preferences.
 */
@ApplicationModule(allowedDependencies = {"platform", "users", "projects"})
@NullMarked
package app.atelier.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
