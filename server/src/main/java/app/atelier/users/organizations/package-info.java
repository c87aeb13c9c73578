/** Organizations and their members. */
@NullMarked
package app.atelier.users.organizations;

import org.jspecify.annotations.NullMarked;
