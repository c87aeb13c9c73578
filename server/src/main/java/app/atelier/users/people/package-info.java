/** Registration and profiles. */
@NullMarked
package app.atelier.users.people;

import org.jspecify.annotations.NullMarked;
