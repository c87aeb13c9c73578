/**
 * The work: projects, tasks, statuses, labels, milestones, templates and imports. Others ask
 * {@link app.atelier.projects.ProjectAccess}, and hear of every change through the journal.
 */
@ApplicationModule(allowedDependencies = {"platform", "platform::*", "users"})
@NullMarked
package app.atelier.projects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
