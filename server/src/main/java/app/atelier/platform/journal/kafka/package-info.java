/**
 * The journals of several databases become one over Kafka: a relay publishes the entries born in this database, a
 * copier appends those born elsewhere to this database's journal. Followers go on following their own database.
 */
@NullMarked
package app.atelier.platform.journal.kafka;

import org.jspecify.annotations.NullMarked;
