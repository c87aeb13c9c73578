package app.atelier.platform.journal.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.engines.KafkaEngine;
import app.atelier.platform.broadcast.PostgresBroadcast;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.db.Server;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.journal.TestJournal;
import app.atelier.platform.journal.WakeUps;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.NewPartitions;
import tools.jackson.databind.json.JsonMapper;

/** Two databases that exchange their journals over a real broker; started once for all tests. */
final class Sides {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCRATCH = scratch();
    static final KafkaEngine KAFKA = KafkaEngine.start(SCRATCH.resolve("kafka"));
    private static final EmbeddedDatabase POSTGRES = EmbeddedDatabase.start(SCRATCH.resolve("data"), Map.of("fsync", "off", "synchronous_commit", "off"));
    static final Side A = side("side_a");
    static final Side B = side("side_b");

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
    }

    private Sides() {
    }

    /** One database. */
    record Side(Server server, Db db, WakeUps wakeUps, TestJournal journal) {

        UUID identity() {
            return new RelayStore(db).identity();
        }

        long head(UUID organization) {
            return db.in(organization, reader()::head);
        }

        JournalReader reader() {
            return new JournalReader(JSON);
        }

        /** Ids of what was born in the side of this identity, in this side's order. */
        List<UUID> born(UUID organization, UUID identity) {
            return db.in(organization, tx -> tx.sql().fetch(
                    "select id from journal.entry where organization_id = ? and coalesce(origin, ?) = ? order by seq",
                    organization, identity(), identity).getValues(0, UUID.class));
        }

        /** What this does as the database's owner. */
        void asOwner(String sql) {
            Sides.asOwner(server, sql);
        }
    }

    private static void asOwner(Server server, String sql) {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Side side(String name) {
        var postgres = POSTGRES.server();
        asOwner(postgres, "create database " + name);
        var server = new Server(postgres.url().replace("/postgres?", "/" + name + "?"), postgres.owner(), postgres.ownerPassword(), postgres.appPassword());
        Migrations.run(server, List.of());
        var config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername(Server.APP_ROLE);
        config.setPassword(server.appPassword());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(16);
        var db = new Db(new HikariDataSource(config));
        var broadcast = new PostgresBroadcast(server);
        broadcast.start();
        var wakeUps = new WakeUps(broadcast);
        return new Side(server, db, wakeUps, TestJournal.in(server, db, new Journal(JSON, wakeUps::wake, new SimpleMeterRegistry())));
    }

    static KafkaProperties properties(String topic, int partitions) {
        return new KafkaProperties(KAFKA.address(), topic, partitions, null);
    }

    /** A relay and a copier of one side at work, not both of them always. */
    record Working(Exchange exchange, Topic topic) implements AutoCloseable {

        @Override
        public void close() {
            exchange.stop();
            topic.close();
        }
    }

    static Working exchanging(Side side, String topic, int partitions, Rule rule, Moments moments) {
        var work = made(side, topic, partitions, rule, moments);
        work.exchange.start();
        return work;
    }

    static Working exchanging(Side side, String topic) {
        return exchanging(side, topic, 3, Rule.EXACT, Moments.UNDISTURBED);
    }

    private static Working made(Side side, String name, int partitions, Rule rule, Moments moments) {
        var properties = properties(name, partitions);
        var clients = new Clients(properties);
        var topic = new Topic(clients, properties);
        var relay = new Relay(new RelayStore(side.db), clients, topic, moments);
        side.wakeUps.subscribe(relay::wake);
        var copier = new Copier(side.db, new CopierStore(), clients, topic, new Message.Reader(JSON), rule, side.wakeUps::wake, moments);
        return new Working(new Exchange(relay, copier), topic);
    }

    /** Relays until this many entries are published. */
    static void relay(Side side, String topic, int partitions, int entries) {
        try (var work = made(side, topic, partitions, Rule.EXACT, Moments.UNDISTURBED)) {
            var relay = work.exchange.relay();
            var thread = Thread.ofVirtual().start(relay::run);
            Await.until(entries + " published", () -> relay.published() >= entries);
            relay.stop();
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void grow(String topic, int partitions) throws Exception {
        try (var admin = new Clients(properties(topic, partitions)).admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "sides").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
