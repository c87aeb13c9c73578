/** Roles that organizations make of permissions. */
@NullMarked
package app.atelier.users.roles;

import org.jspecify.annotations.NullMarked;
