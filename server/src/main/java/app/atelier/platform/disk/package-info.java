/** The room that is left on the disk of the data folder. */
@NullMarked
package app.atelier.platform.disk;

import org.jspecify.annotations.NullMarked;
