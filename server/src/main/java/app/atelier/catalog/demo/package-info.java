/** The demonstration’s products. */
@NullMarked
package app.atelier.catalog.demo;

import org.jspecify.annotations.NullMarked;
