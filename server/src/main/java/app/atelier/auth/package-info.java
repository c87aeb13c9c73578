/** Sign-in: credentials, sessions, and the keys that sign access tokens. */
@ApplicationModule(allowedDependencies = {"platform", "users"})
@NullMarked
package app.atelier.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
