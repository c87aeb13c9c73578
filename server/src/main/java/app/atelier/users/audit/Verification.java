package app.atelier.users.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import app.atelier.users.audit.AuditStore.Chained;
import app.atelier.users.audit.AuditStore.Head;
import org.jspecify.annotations.Nullable;

/**
 * What looking through the whole log found.
 *
 * @param intact  whether every row is as it was written, in its place, and none is missing
 * @param entries how many rows were looked at
 * @param number  the first row at fault; null when there is none
 * @param fault   what is wrong with it, in a sentence; null when nothing is
 */
record Verification(boolean intact, long entries, @Nullable Long number, @Nullable String fault, Instant at) {

    static Verification intact(long entries) {
        return new Verification(true, entries, null, null, Instant.now());
    }

    static Verification fault(long entries, long number, String fault) {
        return new Verification(false, entries, number, fault, Instant.now());
    }

    /** Goes along the chain, a piece at a time. */
    static final class Walk {

        private final Head head;
        private long number;
        private byte[] hash = AuditEntry.BEGINNING;
        private @Nullable Verification found;

        /** @param head what the chain must end with */
        Walk(Head head) {
            this.head = head;
        }

        long number() {
            return number;
        }

        /** False when it need not go on. */
        boolean take(List<Chained> rows) {
            for (var row : rows) {
                if (found == null) {
                    step(row);
                }
            }
            return found == null && !rows.isEmpty();
        }

        private void step(Chained row) {
            var expected = number + 1;
            if (row.entry().number() != expected) {
                found = fault(number, expected, "Row " + expected + " is missing: it was deleted, or moved to another place.");
            } else if (expected > head.number()) {
                found = fault(number, expected, "Row " + expected + " was added by somebody without the installation's key.");
            } else if (!Arrays.equals(row.entry().hash(hash), row.hash())) {
                found = fault(number, expected, "Row " + expected + " is not what was written: it was altered, or it stands in another's place.");
            } else {
                number = expected;
                hash = row.hash();
            }
        }

        Verification end() {
            if (found != null) {
                return found;
            }
            if (number < head.number()) {
                return fault(number, number + 1, "The log ends at row " + number + " instead of " + head.number()
                        + ": rows were taken off its end.");
            }
            return Arrays.equals(hash, head.hash()) ? intact(number)
                    : fault(number, number, "Row " + number + " and all hashes before it were written anew: the sealed end of the log is another.");
        }
    }
}
