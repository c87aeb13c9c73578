package app.atelier.platform.journal.kafka;

/**
 * What is done with an entry that arrives. Kafka delivers at least once, and in order only within a partition; an
 * entry's own number and that of the one before it make of this exactly once and in order.
 */
interface Rule {

    /** What happens to it. */
    enum Verdict {
        /** It is the next. */
        APPEND,
        /** It was appended before. */
        DROP,
        /** The one before it has not come yet. */
        KEEP
    }

    /** The rule that holds whatever arrives how often and in which order. */
    Rule EXACT = (position, prev, seq) -> seq <= position ? Verdict.DROP : prev > position ? Verdict.KEEP : Verdict.APPEND;

    /**
     * @param position the last entry appended of this organization and origin; 0 for none
     * @param prev     the entry before this one; 0 for none
     */
    Verdict of(long position, long prev, long seq);
}
