package app.atelier.platform.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The analytical store in a DuckDB file, {@code atelier.duckdb}. One process holds the file; each piece of work gets a
 * connection of its own to the one database, which is opened at first use so that a start does not wait for it.
 *
 * <p>Work runs on a few platform threads, because native code would hold the carriers of virtual ones.
 */
public final class DuckDbStore implements AnalyticalStore, AutoCloseable {

    private static final int WORKERS = 3;
    private static final int LONGEST_QUERY_SECONDS = 60;

    private final Path folder;
    private final AnalyticsProperties properties;
    private final List<Definition> definitions;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS,
            Thread.ofPlatform().name("analytics-", 1).daemon().factory());
    private final Object loading = new Object();
    private @Nullable DuckDBConnection database;
    private boolean closed;

    /**
     * @param folder      where the file is, or will be made
     * @param definitions what is in it from the first question on
     */
    public DuckDbStore(Path folder, AnalyticsProperties properties, List<Definition> definitions) {
        this.folder = folder;
        this.properties = properties;
        this.definitions = definitions;
    }

    @Override
    public void define(Definition definition) {
        work(connection -> {
            define(connection, definition);
            return true;
        });
    }

    @Override
    public Set<String> load(List<Batch> batches) {
        // Two loads at once would only fail each other: DuckDB lets the first of two writers of a row win.
        synchronized (loading) {
            return work(connection -> DuckDbLoad.run(connection, batches));
        }
    }

    @Override
    public void forget(Definition definition, UUID tenant) {
        synchronized (loading) {
            work(connection -> {
                for (var table : definition.tables()) {
                    try (var statement = connection.prepareStatement("delete from " + table.name() + " where " + table.key().getFirst() + " = ?")) {
                        statement.setObject(1, sent(tenant));
                        statement.executeUpdate();
                    }
                }
                return true;
            });
        }
    }

    @Override
    public Map<String, Standing> feeds(String beginning) {
        var feeds = new HashMap<String, Standing>();
        query("select feed, position, loaded_at from store.feed where starts_with(feed, ?)", List.of(beginning),
                row -> feeds.put(row.text("feed"), new Standing(row.number("position"), row.instant("loaded_at"))));
        return feeds;
    }

    @Override
    public <T> List<T> query(String sql, List<?> parameters, Reader<T> reader) {
        return work(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(LONGEST_QUERY_SECONDS);
                for (var i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, sent(parameters.get(i)));
                }
                var rows = new ArrayList<T>();
                try (var result = statement.executeQuery()) {
                    var row = new DuckDbRow(result);
                    while (result.next()) {
                        rows.add(reader.read(row));
                    }
                }
                return rows;
            }
        });
    }

    /** Writes what is in the write-ahead log into the file. */
    @Override
    public void close() {
        workers.close();
        synchronized (this) {
            closed = true;
            if (database != null) {
                try {
                    database.close();
                } catch (SQLException e) {
                    throw new AnalyticsFailure("The analytical store did not close: " + e.getMessage(), e);
                }
            }
        }
    }

    private interface Work<T> {
        T on(DuckDBConnection connection) throws SQLException;
    }

    private <T> T work(Work<T> work) {
        Callable<T> task = () -> {
            try (var connection = database().duplicate()) {
                return work.on((DuckDBConnection) connection);
            }
        };
        try {
            return workers.submit(task).get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IllegalStateException own -> own;
                case AnalyticsFailure own -> own;
                case null -> new AnalyticsFailure("The analytical store failed", e);
                case Throwable cause -> new AnalyticsFailure("The analytical store failed: " + cause.getMessage(), cause);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AnalyticsFailure("Interrupted while the analytical store worked", e);
        }
    }

    private synchronized DuckDBConnection database() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        if (database == null) {
            database = open();
        }
        return database;
    }

    private DuckDBConnection open() throws SQLException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SQLException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
        var options = new Properties();
        options.setProperty("memory_limit", properties.memoryMegabytes() + "MB");
        options.setProperty("threads", String.valueOf(properties.threads()));
        options.setProperty("temp_directory", folder.resolve("spill").toString());
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        var connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("atelier.duckdb"), options);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private void prepare(DuckDBConnection connection) throws SQLException {
        // No query reads a file or the network, whatever text finds its way into one.
        execute(connection, "set enable_external_access = false");
        execute(connection, "set lock_configuration = true");
        execute(connection, "create schema if not exists store");
        execute(connection, """
                create table if not exists store.feed
                (feed varchar primary key, position bigint not null, loaded_at timestamp not null)""");
        for (var definition : definitions) {
            define(connection, definition);
        }
    }

    private static void define(DuckDBConnection connection, Definition definition) throws SQLException {
        execute(connection, "create schema if not exists " + Definition.SCHEMA);
        for (var table : definition.tables()) {
            var columns = table.columns().stream().map(c -> c.name() + " " + type(c.type()) + (c.required() ? " not null" : ""));
            execute(connection, "create table if not exists " + table.name() + columns.collect(Collectors.joining(", ", " (", ")")));
        }
        for (var view : definition.views()) {
            execute(connection, "create or replace view " + view.name() + " as " + view.select());
        }
    }

    private static String type(Definition.Type type) {
        return switch (type) {
            case ID -> "uuid";
            case TEXT -> "varchar";
            case NUMBER -> "bigint";
            case TRUTH -> "boolean";
            case INSTANT -> "timestamp";
        };
    }

    /** DuckDB keeps instants as timestamps without a zone; ours are all in UTC. */
    static @Nullable Object sent(@Nullable Object value) {
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
