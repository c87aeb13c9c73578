package app.atelier.platform.journal;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;
import app.atelier.platform.db.Tx;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jooq.impl.DSL;

/** A database with a journal to write and a table of notes for what followers did. */
public final class TestJournal {

    private final Db db;
    private final Journal journal;

    private TestJournal(Db db, Journal journal) {
        this.db = db;
        this.journal = journal;
    }

    public static TestJournal in(Server server, Db db, Journal journal) {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("""
                    create schema if not exists journal_test;
                    grant usage on schema journal_test to atelier_app;
                    select platform.follow('journal_test');
                    create table if not exists journal_test.note
                        (organization_id uuid, place bigserial, seq bigint, primary key (organization_id, place));
                    select platform.protect('journal_test.note');
                    grant usage on sequence journal_test.note_place_seq to atelier_app;
                    create table if not exists journal_test.plain (id bigserial primary key);
                    select platform.share('journal_test.plain', 'the control of a test');
                    grant usage on sequence journal_test.plain_id_seq to atelier_app;
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestJournal(db, journal);
    }

    /** Something that happened; what, nobody needs to know. */
    public record TestEvent(@JsonIgnore String type, UUID id, String text) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope(type, "test", id, Audience.ORGANIZATION);
        }
    }

    private static final class RolledBack extends RuntimeException {
    }

    /** Appends one entry in a transaction of its own; rolls it back when told so. */
    public void write(UUID organization, String type, boolean rollBack) {
        try {
            db.in(organization, tx -> {
                journal.record(tx, null, new TestEvent(type, UUID.randomUUID(), ""));
                if (rollBack) {
                    // After the append: the number it took must be given back.
                    tx.beforeCommit(() -> {
                        throw new RolledBack();
                    });
                }
                return null;
            });
        } catch (RolledBack e) {
            // As it should be.
        }
    }

    /** Appends entries that carry something, in one transaction. */
    public void write(UUID organization, List<String> texts) {
        db.in(organization, tx -> {
            texts.forEach(text -> journal.record(tx, null, new TestEvent("test.wanted", UUID.randomUUID(), text)));
            return null;
        });
    }

    /** Called by a follower, in its transaction. */
    public void note(Tx tx, long seq) {
        tx.sql().execute("insert into journal_test.note (organization_id, seq) values (?, ?)", tx.organization(), seq);
    }

    /** What was noted, in the order in which it was. */
    public List<Long> noted(UUID organization) {
        return db.in(organization, tx -> tx.sql().fetch("select seq from journal_test.note order by place").getValues(0, Long.class));
    }

    /** How many rows a reader of {@code id > last} from a plain sequence never saw while writers committed out of order. */
    public int plainSequenceMisses() throws Exception {
        var seen = new HashSet<Long>();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                var last = 0L;
                while (writing.get()) {
                    var from = last;
                    var rows = db.shared(tx -> tx.sql().fetch("select id from journal_test.plain where id > ? order by id", from)
                            .getValues(0, Long.class));
                    seen.addAll(rows);
                    last = rows.isEmpty() ? last : rows.getLast();
                }
            });
            var writers = IntStream.range(0, 12).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < 100; i++) {
                    db.shared(tx -> {
                        tx.sql().execute("insert into journal_test.plain default values");
                        return tx.sql().execute("select pg_sleep(?)", ThreadLocalRandom.current().nextDouble(0.003));
                    });
                }
            })).toList();
            for (var writer : writers) {
                writer.get();
            }
            writing.set(false);
            reader.get();
        }
        int rows = db.shared(tx -> tx.sql().fetchCount(DSL.table("journal_test.plain")));
        return rows - seen.size();
    }
}
