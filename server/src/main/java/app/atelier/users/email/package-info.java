/** Whether an address is its person's, and how it becomes another. */
@NullMarked
package app.atelier.users.email;

import org.jspecify.annotations.NullMarked;
