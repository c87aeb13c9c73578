/** What one process tells of itself and its services, for the System screen and for other processes that show it. */
@NullMarked
package app.atelier.platform.system;

import org.jspecify.annotations.NullMarked;
