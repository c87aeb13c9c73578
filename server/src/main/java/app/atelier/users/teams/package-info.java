/** Teams: people who are added to projects together. */
@NullMarked
package app.atelier.users.teams;

import org.jspecify.annotations.NullMarked;
