/**
 * People, organizations, and who belongs to which. Others ask {@link app.atelier.users.UserAccess}; passwords are
 * not kept here but by whoever provides {@link app.atelier.users.CredentialStore}.
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package app.atelier.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
