/**
 * Files at tasks: taken in as a stream, kept encrypted in the object store, given out only as downloads. It asks
 * projects who may see a task.
 */
@ApplicationModule(allowedDependencies = {"platform", "projects"})
@NullMarked
package app.atelier.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
