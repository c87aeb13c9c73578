/** Pipelines: what becomes of an event or an entry, and the loop that loads it. */
@NullMarked
package app.atelier.processing.pipelines;

import org.jspecify.annotations.NullMarked;
