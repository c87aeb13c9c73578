package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import app.atelier.ingestion.RawEvent;
import app.atelier.ingestion.RawLog;
import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.analytics.Batch;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings the analytical store up to date. A feed's position is kept in the store and moves
 * with the rows, so that after any failure it goes on where the rows end. Positions kept here only save reading again.
 */
@Component
class Loader {

    private static final int BATCH = 2_000;
    /** Events and entries, and batches, of one load. */
    private static final int GATHERED = 4_000;
    private static final int MOST_AT_ONCE = 64;

    private final AnalyticalStore store;
    private final RawLog log;
    private final JournalReader journal;
    private final Db db;
    private final Map<String, Long> loaded = new ConcurrentHashMap<>();
    /** How far the journal was read without finding anything to load since. */
    private final Map<UUID, Long> looked = new ConcurrentHashMap<>();

    private volatile @Nullable Instant lastLoaded;

    Loader(AnalyticalStore store, RawLog log, JournalReader journal, Db db) {
        this.store = store;
        this.log = log;
        this.journal = journal;
        this.db = db;
    }

    /** Forgets what it believes and asks the store, as at the start and after a failure. */
    void resume() {
        looked.clear();
        loaded.clear();
        store.feeds("").forEach((feed, standing) -> loaded.put(feed, standing.position()));
    }

    /** Organizations that have something the store may not have. */
    List<UUID> behind() {
        var organizations = new LinkedHashSet<UUID>();
        log.heads().stream().filter(h -> h.seq() > loadedOf(streamFeed(h.organization(), h.stream())))
                .forEach(h -> organizations.add(h.organization()));
        db.shared(journal::heads).forEach((organization, seq) -> {
            if (seq > journalPosition(organization)) {
                organizations.add(organization);
            }
        });
        return List.copyOf(organizations);
    }

    /** When anything was loaded last; null when nothing ever was since the start. */
    @Nullable Instant lastLoaded() {
        return lastLoaded;
    }

    /** Loads all there is of these organizations, many batches at once: the store prefers few large loads to many small. */
    void catchUp(List<UUID> organizations) {
        var left = List.copyOf(organizations);
        while (!left.isEmpty()) {
            var again = new LinkedHashSet<UUID>();
            var steps = new ArrayList<Step>();
            for (var organization : left) {
                steps.addAll(next(organization));
                if (steps.size() >= MOST_AT_ONCE || steps.stream().mapToInt(Step::read).sum() >= GATHERED) {
                    again.addAll(take(steps));
                    steps.clear();
                }
            }
            again.addAll(take(steps));
            left = List.copyOf(again);
        }
    }

    /**
     * What to do next for one source.
     *
     * @param batch what to load; null when nothing of what was read is to be kept
     * @param read  events or entries read
     * @param to    how far
     * @param more  whether the source has more
     */
    private record Step(UUID organization, boolean journal, @Nullable Batch batch, int read, long to, boolean more) {
    }

    private List<Step> next(UUID organization) {
        var steps = new ArrayList<Step>();
        for (var head : log.heads(organization)) {
            if (head.seq() > loadedOf(streamFeed(organization, head.stream()))) {
                steps.add(nextOfStream(organization, head.stream(), head.seq()));
            }
        }
        steps.add(nextOfJournal(organization));
        return steps;
    }

    private Step nextOfStream(UUID organization, String stream, long head) {
        var feed = streamFeed(organization, stream);
        var from = loadedOf(feed);
        var events = log.after(organization, stream, from, BATCH);
        if (events.isEmpty()) {
            throw new IllegalStateException("Stream " + stream + " of " + organization + " has nothing after " + from
                    + ", which its head denies");
        }
        var now = Instant.now();
        var facts = new Facts(organization);
        for (RawEvent event : events) {
            RawFacts.take(event, facts, now);
        }
        var to = events.getLast().seq();
        return new Step(organization, false, new Batch(feed, from, to, facts.rows()), events.size(), to, to < head);
    }

    private record News(long head, List<JournalEntry> entries) {
    }

    private Step nextOfJournal(UUID organization) {
        var position = journalPosition(organization);
        // The head is read first: what comes in between is in the entries, or comes with the next look.
        News news = db.in(organization, tx -> {
            var head = journal.head(tx);
            return new News(head, head > position ? journal.after(tx, position, JournalFacts.TYPES, BATCH) : List.of());
        });
        var now = Instant.now();
        var facts = new Facts(organization);
        news.entries().forEach(entry -> JournalFacts.take(entry, facts, now));
        var full = news.entries().size() == BATCH;
        var last = news.entries().isEmpty() ? position : news.entries().getLast().seq();
        var to = full ? last : Math.max(last, news.head());
        var feed = journalFeed(organization);
        var batch = facts.isEmpty() ? null : new Batch(feed, loadedOf(feed), to, facts.rows());
        return new Step(organization, true, batch, news.entries().size(), to, full);
    }

    /** Loads what was read; returns the organizations of which there is more. */
    private Set<UUID> take(List<Step> steps) {
        var batches = steps.stream().map(Step::batch).filter(Objects::nonNull).toList();
        var moved = batches.isEmpty() ? Set.<String>of() : store.load(batches);
        if (!moved.isEmpty()) {
            lastLoaded = Instant.now();
        }
        if (moved.size() < batches.size()) {
            // Loaded already, by this process before a failure or by another one.
            resume();
        }
        var again = new LinkedHashSet<UUID>();
        for (var step : steps) {
            var batch = step.batch();
            var taken = batch == null || moved.contains(batch.feed());
            if (taken && batch != null) {
                loaded.put(batch.feed(), batch.to());
            }
            if (taken && step.journal()) {
                looked.merge(step.organization(), step.to(), Math::max);
            }
            if (!taken || step.more()) {
                again.add(step.organization());
            }
        }
        return again;
    }

    /**
     * One pipeline of one organization.
     *
     * @param position     up to where its source was taken in
     * @param behind       how much of its source waits
     * @param lastLoadedAt null while nothing was ever loaded
     */
    record Pipeline(String name, long position, long behind, @Nullable Instant lastLoadedAt) {
    }

    /** The journal first, then the streams by name. */
    List<Pipeline> pipelines(UUID organization) {
        var heads = log.heads(organization);
        long head = db.in(organization, journal::head);
        var standings = store.feeds(organization + "/");
        var all = new ArrayList<Pipeline>();
        all.add(pipeline(JournalFacts.PIPELINE, journalFeed(organization), looked.getOrDefault(organization, 0L), head, standings));
        heads.forEach(h -> all.add(pipeline(h.stream(), streamFeed(organization, h.stream()), 0, h.seq(), standings)));
        return all;
    }

    private static Pipeline pipeline(String name, String feed, long looked, long head,
            Map<String, AnalyticalStore.Standing> standings) {
        var standing = standings.get(feed);
        var position = Math.max(looked, standing == null ? 0 : standing.position());
        return new Pipeline(name, position, Math.max(0, head - position), standing == null ? null : standing.loadedAt());
    }

    private long journalPosition(UUID organization) {
        return Math.max(loadedOf(journalFeed(organization)), looked.getOrDefault(organization, 0L));
    }

    private long loadedOf(String feed) {
        return loaded.getOrDefault(feed, 0L);
    }

    private static String journalFeed(UUID organization) {
        return organization + "/journal";
    }

    private static String streamFeed(UUID organization, String stream) {
        return organization + "/stream/" + stream;
    }
}
