/** The ground every service stands on: database, journal, web conventions. No business word appears here. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package app.atelier.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
