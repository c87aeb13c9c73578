/**
 * Provisioning: an organization's identity provider keeps its people and groups here (SCIM 2.0, RFC 7643 and 7644, in
 * the ways Entra ID and Okta really speak it).
 */
@NullMarked
package app.atelier.users.scim;

import org.jspecify.annotations.NullMarked;
