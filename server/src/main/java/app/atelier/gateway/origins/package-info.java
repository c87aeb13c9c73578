/** What pages of other origins may do: use the API by permission, and nothing with a person's cookies. */
@NullMarked
package app.atelier.gateway.origins;

import org.jspecify.annotations.NullMarked;
