/** Project templates, shipped and own, and the projects made from them. */
@NullMarked
package app.atelier.projects.templates;

import org.jspecify.annotations.NullMarked;
