/** The projects of the demonstration house. */
@NullMarked
package app.atelier.projects.demo;

import org.jspecify.annotations.NullMarked;
