/** Everything of an organization as one file. */
@NullMarked
package app.atelier.users.exports;

import org.jspecify.annotations.NullMarked;
