/** A copy of the project templates that services are made from. */
@NullMarked
package app.atelier.catalog.templates;

import org.jspecify.annotations.NullMarked;
