/** The reports: what each asks, and how it is handed out. */
@NullMarked
package app.atelier.reporting.reports;

import org.jspecify.annotations.NullMarked;
