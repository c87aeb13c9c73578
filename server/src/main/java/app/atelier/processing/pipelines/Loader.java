package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Brings the analytical store up to date, one organization at a time. A feed's position is kept in the store and moves
 * with the rows, so that after any failure it goes on where the rows end. Positions kept here only save reading again.
 */
@Component
class Loader {

    private static final int BATCH = 2_000;

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
        var organizations = new java.util.LinkedHashSet<UUID>();
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

    /** Loads all there is of one organization. */
    void catchUp(UUID organization) {
        for (var head : log.heads(organization)) {
            while (head.seq() > loadedOf(streamFeed(organization, head.stream()))) {
                loadStream(organization, head.stream());
            }
        }
        while (loadJournal(organization)) {
            // Until a batch is not full.
        }
    }

    private void loadStream(UUID organization, String stream) {
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
        load(new Batch(feed, from, events.getLast().seq(), facts.rows()));
    }

    private record News(long head, List<JournalEntry> entries) {
    }

    /** True when there may be more. */
    private boolean loadJournal(UUID organization) {
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
        if (!facts.isEmpty()) {
            var feed = journalFeed(organization);
            load(new Batch(feed, loadedOf(feed), to, facts.rows()));
        }
        looked.merge(organization, to, Math::max);
        return full;
    }

    private void load(Batch batch) {
        lastLoaded = Instant.now();
        if (!store.load(batch)) {
            // Loaded already, by this process before a failure or by another one.
            resume();
            return;
        }
        loaded.put(batch.feed(), batch.to());
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
