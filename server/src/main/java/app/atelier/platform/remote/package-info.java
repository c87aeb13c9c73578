/**
 * Asks across processes: the published interfaces of services answer over HTTP where the service runs, and are called
 * over HTTP where it does not. Also how a process that has no {@code auth} proves access tokens.
 */
@NullMarked
package app.atelier.platform.remote;

import org.jspecify.annotations.NullMarked;
