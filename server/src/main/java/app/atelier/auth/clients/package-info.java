/** Programs of third parties that people connect to their account: an authorization server after OAuth 2.1. */
@NullMarked
package app.atelier.auth.clients;

import org.jspecify.annotations.NullMarked;
