package app.atelier.keep;

import static app.schema.platform.Tables.BACKUP_RUN;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Server;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** What backups and verifications came to, in the database. */
final class Runs {

    private static final int LONGEST = 4_000;

    private final Db db;

    Runs(Db db) {
        this.db = db;
    }

    /** For the command line, which has no pool. */
    static Runs of(Server server) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.directUrl());
        source.setUser(server.owner());
        source.setPassword(server.ownerPassword());
        return new Runs(new Db(source));
    }

    /** The two things that are done. */
    enum Kind {
        BACKUP, VERIFY;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param outcome {@code running}, {@code done} or {@code failed} */
    record Run(Instant startedAt, @Nullable Instant finishedAt, String outcome, String place, String detail) {
    }

    /** False in a database of an older version that was not started since. */
    boolean areKept() {
        return Boolean.TRUE.equals(db.shared(tx -> tx.sql().resultQuery("select to_regclass('platform.backup_run') is not null")
                .fetchOne(0, Boolean.class)));
    }

    /** What somebody asked for by hand, and got. */
    void done(Kind kind, Instant startedAt, String place, String point, String detail) {
        if (!areKept()) {
            return;
        }
        var id = begin(kind, null, place);
        db.shared(tx -> tx.sql().update(BACKUP_RUN).set(BACKUP_RUN.STARTED_AT, startedAt.truncatedTo(ChronoUnit.MICROS))
                .where(BACKUP_RUN.ID.eq(id)).execute());
        end(id, true, point, detail);
    }

    UUID begin(Kind kind, @Nullable Instant scheduledFor, String place) {
        var id = Ids.next();
        db.shared(tx -> tx.sql().insertInto(BACKUP_RUN)
                .set(BACKUP_RUN.ID, id)
                .set(BACKUP_RUN.KIND, kind.word())
                .set(BACKUP_RUN.SCHEDULED_FOR, scheduledFor)
                .set(BACKUP_RUN.STARTED_AT, now())
                .set(BACKUP_RUN.OUTCOME, "running")
                .set(BACKUP_RUN.PLACE, place)
                .set(BACKUP_RUN.DETAIL, "")
                .execute());
        return id;
    }

    void end(UUID id, boolean well, @Nullable String point, String detail) {
        db.shared(tx -> tx.sql().update(BACKUP_RUN)
                .set(BACKUP_RUN.FINISHED_AT, now())
                .set(BACKUP_RUN.OUTCOME, well ? "done" : "failed")
                .set(BACKUP_RUN.POINT, point)
                .set(BACKUP_RUN.DETAIL, detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail)
                .where(BACKUP_RUN.ID.eq(id))
                .execute());
    }

    /** Ends those whose process is gone. The caller holds the lock under which they run. */
    void abandon() {
        db.shared(tx -> tx.sql().update(BACKUP_RUN)
                .set(BACKUP_RUN.OUTCOME, "failed")
                .set(BACKUP_RUN.DETAIL, "The process ended before this did.")
                .where(BACKUP_RUN.OUTCOME.eq("running"))
                .execute());
    }

    /** The one begun last. */
    Optional<Run> last(Kind kind) {
        return Optional.ofNullable(db.shared(tx -> tx.sql().selectFrom(BACKUP_RUN).where(BACKUP_RUN.KIND.eq(kind.word()))
                .orderBy(BACKUP_RUN.STARTED_AT.desc()).limit(1).fetchOne(Runs::run)));
    }

    /** The last that went well. */
    Optional<Run> lastDone(Kind kind) {
        return Optional.ofNullable(db.shared(tx -> tx.sql().selectFrom(BACKUP_RUN)
                .where(BACKUP_RUN.KIND.eq(kind.word()), BACKUP_RUN.OUTCOME.eq("done"))
                .orderBy(BACKUP_RUN.STARTED_AT.desc()).limit(1).fetchOne(Runs::run)));
    }

    private static Run run(Record row) {
        return new Run(row.get(BACKUP_RUN.STARTED_AT), row.get(BACKUP_RUN.FINISHED_AT), row.get(BACKUP_RUN.OUTCOME),
                row.get(BACKUP_RUN.PLACE), row.get(BACKUP_RUN.DETAIL));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
