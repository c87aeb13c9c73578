/** The web client and the headers that protect it. */
@NullMarked
package app.atelier.gateway.client;

import org.jspecify.annotations.NullMarked;
