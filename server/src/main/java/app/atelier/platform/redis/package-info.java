/**
 * Redis behind the ports of limits and broadcasts, when {@code ATELIER_REDIS_URL} is set. It is never the truth: while
 * it is away each instance goes on alone. Nothing here is loaded without it.
 */
@NullMarked
package app.atelier.platform.redis;

import org.jspecify.annotations.NullMarked;
