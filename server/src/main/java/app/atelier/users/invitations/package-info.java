/** Invitations to an organization. */
@NullMarked
package app.atelier.users.invitations;

import org.jspecify.annotations.NullMarked;
