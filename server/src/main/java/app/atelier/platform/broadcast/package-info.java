/** What instances tell each other in passing: a port, over PostgreSQL or over Redis. */
@NullMarked
package app.atelier.platform.broadcast;

import org.jspecify.annotations.NullMarked;
