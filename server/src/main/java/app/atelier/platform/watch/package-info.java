/** How a process is watched: its health, metrics, traces and what the System screen shows. */
@NullMarked
package app.atelier.platform.watch;

import org.jspecify.annotations.NullMarked;
