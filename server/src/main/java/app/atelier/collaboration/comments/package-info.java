/** Comments on tasks. */
@NullMarked
package app.atelier.collaboration.comments;

import org.jspecify.annotations.NullMarked;
