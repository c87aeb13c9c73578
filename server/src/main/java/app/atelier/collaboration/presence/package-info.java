/** Who is where at this moment: never stored, told over the live connection. */
@NullMarked
package app.atelier.collaboration.presence;

import org.jspecify.annotations.NullMarked;
