/** Requests that may be sent twice and act once. */
@NullMarked
package app.atelier.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
