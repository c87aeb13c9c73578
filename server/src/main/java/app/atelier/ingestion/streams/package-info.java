/** Streams of raw events: their rules, their log, and what was refused. */
@NullMarked
package app.atelier.ingestion.streams;

import org.jspecify.annotations.NullMarked;
