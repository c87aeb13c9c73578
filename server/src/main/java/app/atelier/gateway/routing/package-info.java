/** The way to services in other processes: a streaming proxy, a bridge for WebSockets, one API document of all. */
@NullMarked
package app.atelier.gateway.routing;

import org.jspecify.annotations.NullMarked;
