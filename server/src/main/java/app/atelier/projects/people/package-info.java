/** The small copy of who belongs to the organization. */
@NullMarked
package app.atelier.projects.people;

import org.jspecify.annotations.NullMarked;
