/** How often something may be done: a port, in this process or over all of them. */
@NullMarked
package app.atelier.platform.limits;

import org.jspecify.annotations.NullMarked;
