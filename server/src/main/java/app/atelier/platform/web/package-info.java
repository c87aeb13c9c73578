/** Conventions of HTTP: problems, pages, versions, limits. */
@NullMarked
package app.atelier.platform.web;

import org.jspecify.annotations.NullMarked;
