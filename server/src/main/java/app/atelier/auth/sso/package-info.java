/** Single sign-on: identity providers of organizations and of the installation, and who somebody is there. */
@NullMarked
package app.atelier.auth.sso;

import org.jspecify.annotations.NullMarked;
