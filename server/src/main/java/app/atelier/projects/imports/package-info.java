/** Reads what other systems export into one plan. Plain Java: no database, no web. */
@NullMarked
package app.atelier.projects.imports;

import org.jspecify.annotations.NullMarked;
