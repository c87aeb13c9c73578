/**
 * The talk about the work: comments, the activity feed, and the live connection that shows everybody what happens
 * while it happens. It sees of the journal what its callers may see, and asks projects where their walls are.
 */
@ApplicationModule(allowedDependencies = {"platform", "users", "projects"})
@NullMarked
package app.atelier.collaboration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
