package app.atelier.platform.security;

import static app.schema.journal.Tables.ENTRY;

import java.time.Duration;
import java.util.UUID;

import app.atelier.platform.db.Db;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

/**
 * Which organizations are closed, because they are about to be deleted: to everybody but their owners, whatever their
 * tokens say. Every process finds it in its own journal and looks again after a few seconds.
 */
public final class Closings {

    public static final String CLOSED = "organization.deletion_scheduled";
    public static final String OPENED = "organization.deletion_cancelled";

    private static final Duration KNOWN = Duration.ofSeconds(3);

    private final LoadingCache<UUID, Boolean> closed;

    public Closings(Db db) {
        this.closed = Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(KNOWN).build(id -> look(db, id));
    }

    private static boolean look(Db db, UUID organization) {
        return db.in(organization, tx -> tx.sql().select(ENTRY.TYPE).from(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(organization), ENTRY.SUBJECT_TYPE.eq("organization"),
                        ENTRY.SUBJECT_ID.eq(organization), ENTRY.TYPE.in(CLOSED, OPENED))
                .orderBy(ENTRY.SEQ.desc()).limit(1)
                .fetchOptional(ENTRY.TYPE).filter(CLOSED::equals).isPresent());
    }

    /** Whether the caller stands before a closed door. */
    public boolean closedTo(Caller caller) {
        return caller.role() != Role.OWNER && closed.get(caller.organization());
    }
}
