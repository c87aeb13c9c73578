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

import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;
import app.atelier.platform.db.Tx;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.json.JsonMapper;

/** Following the journal's table in PostgreSQL. */
class TableFollowerTest extends FollowerContract {

    private static final House HOUSE = House.all();
    private static final Db DB = HOUSE.bean(Db.class);

    @BeforeAll
    static void schema() throws SQLException {
        var server = HOUSE.bean(Server.class);
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
        }
    }

    record TestEvent(@JsonIgnore String type, UUID id) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope(type, "test", id, Audience.ORGANIZATION);
        }
    }

    private static final class RolledBack extends RuntimeException {
    }

    @Override
    protected Notebook notebook() {
        return new Notebook() {
            @Override
            public void write(UUID organization, String type, boolean rollBack) {
                try {
                    DB.in(organization, tx -> {
                        HOUSE.bean(Journal.class).record(tx, null, new TestEvent(type, UUID.randomUUID()));
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

            @Override
            public void note(Tx tx, long seq) {
                tx.sql().execute("insert into journal_test.note (organization_id, seq) values (?, ?)", tx.organization(), seq);
            }

            @Override
            public List<Long> noted(UUID organization) {
                return DB.in(organization, tx -> tx.sql().fetch("select seq from journal_test.note order by place")
                        .getValues(0, Long.class));
            }

            @Override
            public long head(UUID organization) {
                return DB.in(organization, HOUSE.bean(JournalReader.class)::head);
            }
        };
    }

    @Override
    protected Handle start(Follower follower) {
        var followers = new Followers(List.of(follower), DB, new JournalReader(HOUSE.bean(JsonMapper.class)), HOUSE.bean(WakeUps.class));
        followers.start();
        return new Handle() {
            @Override
            public void kill() {
                followers.stop();
            }

            @Override
            public List<DeadLetter> parked(UUID organization) {
                return followers.parked(organization);
            }

            @Override
            public void replay(UUID organization, long seq) {
                followers.replay(organization, follower.name(), seq);
            }
        };
    }

    @Override
    protected int plainSequenceMisses() throws Exception {
        var seen = new HashSet<Long>();
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                var last = 0L;
                while (writing.get()) {
                    var from = last;
                    var rows = DB.shared(tx -> tx.sql().fetch("select id from journal_test.plain where id > ? order by id", from)
                            .getValues(0, Long.class));
                    seen.addAll(rows);
                    last = rows.isEmpty() ? last : rows.getLast();
                }
            });
            var writers = IntStream.range(0, 12).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < 100; i++) {
                    DB.shared(tx -> {
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
        int rows = DB.shared(tx -> tx.sql().fetchCount(DSL.table("journal_test.plain")));
        return rows - seen.size();
    }
}
