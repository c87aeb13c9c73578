/** Large things by name, outside the database. */
@NullMarked
package app.atelier.platform.blob;

import org.jspecify.annotations.NullMarked;
