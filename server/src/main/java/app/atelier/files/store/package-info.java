/** Files, from upload to download. */
@NullMarked
package app.atelier.files.store;

import org.jspecify.annotations.NullMarked;
