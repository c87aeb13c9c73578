package app.atelier.platform.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One follower at work. Entries of one organization are taken in order; an entry that fails is tried again after
 * 0.2, 1, 3 and 6 seconds and then parked, so that the rest goes on.
 *
 * <p>An organization in whose news the follower has no interest costs it one read: how far it has looked is kept in
 * memory and written down only with the next effect. After a crash it looks again, which does no harm.
 */
final class Following {

    private static final Logger log = LoggerFactory.getLogger(Following.class);
    private static final List<Duration> BACKOFF = List.of(
            Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6));
    private static final int BATCH = 200;
    private static final int MOST_ASKED = 20;

    private final Follower follower;
    private final Positions positions;
    private final Db db;
    private final JournalReader reader;
    private final ConcurrentMap<UUID, Long> lookedTo = new ConcurrentHashMap<>();

    Following(Follower follower, Db db, JournalReader reader) {
        this.follower = follower;
        this.positions = new Positions(follower);
        this.db = db;
        this.reader = reader;
    }

    Follower follower() {
        return follower;
    }

    /** Organizations that may have news for this follower. */
    List<UUID> behind() {
        return db.shared(positions::behind).stream()
                .filter(b -> lookedTo.getOrDefault(b.organization(), 0L) < b.head())
                .map(Positions.Behind::organization)
                .toList();
    }

    /**
     * Takes what there is for an organization, in as many transactions as it needs.
     *
     * @return when to come back because an entry failed; null when there is nothing more
     */
    @Nullable Instant catchUp(UUID organization) {
        if (!db.in(organization, this::hasNews)) {
            return null;
        }
        Step step;
        do {
            step = step(organization, BATCH);
        } while (step.comeBack() == null && step.more());
        return step.comeBack();
    }

    /** Whether news of these types in (from, to] is worth a visit; if not, it counts as looked at. */
    boolean wants(UUID organization, long from, long to, Set<String> types) {
        if (types.stream().anyMatch(follower::wants)) {
            return true;
        }
        var looked = lookedTo.computeIfPresent(organization, (_, known) -> known >= from ? Math.max(known, to) : known);
        return looked == null || looked < to;
    }

    /** Runs a parked entry again and forgets it; of two who ask at once, one does. False when it is not parked. */
    boolean replay(UUID organization, long seq) {
        return db.in(organization, tx -> {
            if (positions.parked(tx).stream().noneMatch(letter -> letter.seq() == seq) || !positions.digested(tx, seq)) {
                return false;
            }
            follower.on(tx, reader.after(tx, seq - 1, 1).getFirst());
            return true;
        });
    }

    List<ParkedEntry> parkedEverywhere(int limit) {
        return db.shared(tx -> positions.parkedEverywhere(tx, follower.service(), limit)).stream()
                .map(p -> new ParkedEntry(p.service(), p.follower(), p.organization(), p.seq(), type(p.organization(), p.seq()),
                        p.attempts(), p.error(), p.parkedAt()))
                .toList();
    }

    private @Nullable String type(UUID organization, long seq) {
        return db.in(organization, tx -> reader.after(tx, seq - 1, 1)).stream().filter(e -> e.seq() == seq)
                .map(JournalEntry::type).findFirst().orElse(null);
    }

    List<DeadLetter> parked(UUID organization) {
        return db.in(organization, positions::parked);
    }

    /** How far behind it is and what it failed at, across all organizations. */
    FollowerState state() {
        var behind = db.shared(positions::behind).stream()
                .map(b -> new Positions.Behind(b.organization(), b.head(), Math.max(b.position(), lookedTo.getOrDefault(b.organization(), 0L))))
                .filter(b -> b.head() > b.position())
                .toList();
        var failures = db.shared(positions::failures);
        return new FollowerState(follower.service(), follower.name(), behind.size(),
                behind.stream().mapToLong(b -> b.head() - b.position()).sum(), oldest(behind), failures.waiting(), failures.parked());
    }

    /** When the oldest entry it has not taken was written; of many organizations only some are asked. */
    private @Nullable Instant oldest(List<Positions.Behind> behind) {
        return behind.stream().limit(MOST_ASKED)
                .flatMap(b -> db.in(b.organization(), tx -> reader.after(tx, b.position(), follower, 1)).stream())
                .map(JournalEntry::at).min(Comparator.naturalOrder()).orElse(null);
    }

    private boolean hasNews(Tx tx) {
        var looked = lookedTo.get(tx.organization());
        var from = looked == null ? positions.read(tx) : looked;
        var head = reader.head(tx);
        var news = head > from && follower.cares(tx) && !reader.after(tx, from, follower, 1).isEmpty();
        if (!news) {
            lookedTo.merge(tx.organization(), head, Math::max);
        }
        return news;
    }

    private record Step(boolean more, @Nullable Instant comeBack) {
    }

    private static final Step DONE = new Step(false, null);

    private Step step(UUID organization, int batch) {
        var current = new Current();
        try {
            return db.in(organization, tx -> take(tx, batch, current));
        } catch (RuntimeException failure) {
            if (current.entry == null) {
                log.warn("Follower {} cannot read the journal, trying again", follower.name(), failure);
                return new Step(false, Instant.now().plusSeconds(1));
            }
            if (failure instanceof Problem.Unavailable away) {
                // Not the entry's fault: it waits for whom it asks, and is not counted as having failed.
                log.warn("Follower {} waits at {} #{}: {}", follower.name(), current.entry.type(), current.entry.seq(),
                        away.detail());
                return new Step(false, Instant.now().plusSeconds(1));
            }
            // Alone, so that those before it in the batch are not undone with it.
            return batch > 1 ? step(organization, 1) : failed(organization, current.entry, failure);
        }
    }

    private static final class Current {
        private @Nullable JournalEntry entry;
    }

    private Step take(Tx tx, int batch, Current current) {
        var position = positions.lock(tx);
        if (position == null) {
            return DONE;
        }
        var failure = positions.failure(tx);
        if (failure != null && failure.nextAttemptAt() != null && failure.nextAttemptAt().isAfter(Instant.now())) {
            return new Step(false, failure.nextAttemptAt());
        }
        var head = reader.head(tx);
        var entries = reader.after(tx, position, follower, batch);
        for (var entry : entries) {
            current.entry = entry;
            follower.on(tx, entry);
        }
        if (failure != null && !entries.isEmpty()) {
            positions.digested(tx, failure.seq());
        }
        var more = entries.size() == batch;
        // Entries may have been committed after the head was read; those were taken, too.
        var last = entries.isEmpty() ? position : entries.getLast().seq();
        var reached = more ? last : Math.max(head, last);
        positions.move(tx, reached);
        tx.afterCommit(() -> lookedTo.put(tx.organization(), reached));
        return new Step(more, null);
    }

    private Step failed(UUID organization, JournalEntry entry, RuntimeException cause) {
        return db.in(organization, tx -> {
            if (positions.lock(tx) == null) {
                return DONE;
            }
            var earlier = positions.failure(tx);
            var attempts = earlier != null && earlier.seq() == entry.seq() ? earlier.attempts() + 1 : 1;
            if (attempts <= BACKOFF.size()) {
                var next = Instant.now().plus(BACKOFF.get(attempts - 1));
                log.warn("Follower {} failed at {} #{} (attempt {})", follower.name(), entry.type(), entry.seq(),
                        attempts, cause);
                positions.fail(tx, entry.seq(), attempts, String.valueOf(cause), next);
                return new Step(false, next);
            }
            log.error("Follower {} gives up on {} #{} after {} attempts; parked", follower.name(), entry.type(),
                    entry.seq(), attempts, cause);
            positions.fail(tx, entry.seq(), attempts, String.valueOf(cause), null);
            positions.move(tx, entry.seq());
            tx.afterCommit(() -> lookedTo.put(tx.organization(), entry.seq()));
            return new Step(true, null);
        });
    }
}
