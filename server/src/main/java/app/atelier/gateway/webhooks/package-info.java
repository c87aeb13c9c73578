/** Outgoing webhooks: organizations are told what happens, at addresses of their choice. */
@NullMarked
package app.atelier.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
