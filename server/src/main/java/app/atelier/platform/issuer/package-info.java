/** Others who say who somebody is: an issuer's metadata, keys and access tokens. */
@NullMarked
package app.atelier.platform.issuer;

import org.jspecify.annotations.NullMarked;
