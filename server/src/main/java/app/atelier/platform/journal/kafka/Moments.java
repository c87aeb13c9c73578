package app.atelier.platform.journal.kafka;

/** Moments at which a process may die and nothing may be lost or doubled; tests let it die there. */
interface Moments {

    Moments UNDISTURBED = new Moments() {
    };

    /** Kafka has acknowledged; the relay's position has not moved. */
    default void published() {
    }

    /** Entries are appended; the consumer's offset is not committed. */
    default void copied() {
    }
}
