package app.atelier.platform.journal;

import static app.schema.journal.Tables.ENTRY;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what is new once for all followers of a process, and sends only those who want it. Without it, every
 * change would make every follower ask the database.
 */
final class Scout {

    private static final Logger log = LoggerFactory.getLogger(Scout.class);
    private static final int FURTHEST = 2_000;

    /** Whom the scout tells. */
    interface Audience {

        /** There is news in (from, to], of these types. */
        void news(UUID organization, long from, long to, Set<String> types);

        /** There may be anything. */
        void unknown(UUID organization);
    }

    private final Db db;
    private final JournalReader reader;
    private final Audience audience;
    private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore somethingWaits = new Semaphore(0);
    private final ConcurrentMap<UUID, Long> seen = new ConcurrentHashMap<>();

    Scout(Db db, JournalReader reader, Audience audience) {
        this.db = db;
        this.reader = reader;
        this.audience = audience;
    }

    /** Notes that an organization has news; returns at once. */
    void wake(UUID organization) {
        if (waiting.add(organization)) {
            somethingWaits.release();
        }
    }

    /** Works until interrupted. */
    void run() {
        while (true) {
            try {
                somethingWaits.acquire();
                somethingWaits.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
            for (var organization : List.copyOf(waiting)) {
                waiting.remove(organization);
                look(organization);
            }
        }
    }

    private void look(UUID organization) {
        try {
            var from = seen.get(organization);
            var news = db.in(organization, tx -> from == null ? new News(reader.head(tx), Set.of()) : since(tx, from));
            seen.put(organization, news.head);
            if (from == null || news.types.isEmpty() && news.head > from) {
                audience.unknown(organization);
            } else if (news.head > from) {
                audience.news(organization, from, news.head, news.types);
            }
        } catch (RuntimeException e) {
            log.debug("The scout could not look; the followers look for themselves", e);
            audience.unknown(organization);
        }
    }

    /** No types when there is more than is worth telling apart. */
    private record News(long head, Set<String> types) {
    }

    private News since(Tx tx, long from) {
        var rows = tx.sql().select(ENTRY.SEQ, ENTRY.TYPE).from(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(tx.organization()), ENTRY.SEQ.gt(from))
                .orderBy(ENTRY.SEQ).limit(FURTHEST + 1).fetch();
        if (rows.size() > FURTHEST) {
            return new News(reader.head(tx), Set.of());
        }
        return new News(rows.isEmpty() ? from : rows.getLast().value1(), new HashSet<>(rows.getValues(ENTRY.TYPE)));
    }
}
