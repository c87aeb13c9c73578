/** Projects and what belongs to one: statuses, labels, milestones, members. */
@NullMarked
package app.atelier.projects.project;

import org.jspecify.annotations.NullMarked;
