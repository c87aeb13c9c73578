/** How services furnish the demonstration house. */
@NullMarked
package app.atelier.platform.demo;

import org.jspecify.annotations.NullMarked;
