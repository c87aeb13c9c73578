package app.atelier.platform.analytics;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The analytical store in a ClickHouse server, which processes share. What is missing there is made at first use, and
 * again after it was away: it may have come back empty.
 *
 * <p>ClickHouse has no transaction over two tables. So rows are written first and the positions of their feeds last, and
 * a row has a key under which it is seen once however often it was written. It wants few large inserts: batches that
 * come together are one insert for each table.
 */
public final class ClickHouseStore implements AnalyticalStore, AutoCloseable {

    /** The oldest version that is used, of which 26.7 is tested. */
    static final String OLDEST = "25.8";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LOOK_WITHIN = Duration.ofMillis(1_800);
    private static final Duration WITHIN = Duration.ofSeconds(70);
    private static final String LONGEST_QUERY_SECONDS = "60";
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final ClickHouseHttp http;
    private final String database;
    private final List<Definition> definitions;
    private final ReentrantLock preparing = new ReentrantLock();
    private final ReentrantLock loading = new ReentrantLock();
    private volatile boolean prepared;

    /** @param definitions what this process keeps there; empty for one that only reads */
    public ClickHouseStore(ClickHouseProperties properties, List<Definition> definitions) {
        this.http = new ClickHouseHttp(properties);
        this.database = properties.databaseName();
        this.definitions = definitions;
    }

    /**
     * The version of the server that answers now.
     *
     * @throws AnalyticsAway when none answers, it does not let us in, or is too old
     */
    String version() {
        var version = text(http.send(Map.of(), bytes("select version()"), LOOK_WITHIN));
        requireNewEnough(version);
        return version;
    }

    static void requireNewEnough(String version) {
        var ours = VERSION.matcher(version);
        var oldest = VERSION.matcher(OLDEST);
        if (!ours.matches() || !oldest.matches() || number(ours) < number(oldest)) {
            throw new AnalyticsAway("ClickHouse says its version is " + (version.length() > 40 ? "no version" : version)
                    + "; " + OLDEST + " or newer is needed, upgrade it.");
        }
    }

    private static long number(java.util.regex.Matcher version) {
        return Long.parseLong(version.group(1)) * 1_000 + Long.parseLong(version.group(2));
    }

    @Override
    public void define(Definition definition) {
        prepare();
        make(definition);
    }

    @Override
    public Set<String> load(List<Batch> batches) {
        loading.lock();
        try {
            var positions = positions(batches);
            var due = batches.stream().filter(batch -> batch.follows(positions.getOrDefault(batch.feed(), 0L))).toList();
            // Written out before anything is sent, so that what cannot be written leaves nothing behind.
            var inserts = new LinkedHashMap<String, ByteArrayOutputStream>();
            for (var rows : due.stream().flatMap(batch -> batch.rows().stream()).filter(r -> !r.values().isEmpty()).toList()) {
                write(rows, inserts.computeIfAbsent(ClickHouseSql.insert(rows), _ -> new ByteArrayOutputStream()));
            }
            inserts.forEach((statement, lines) -> insert(statement, lines.toByteArray()));
            move(due);
            return due.stream().map(Batch::feed).collect(Collectors.toSet());
        } finally {
            loading.unlock();
        }
    }

    private Map<String, Long> positions(List<Batch> batches) {
        var positions = new HashMap<String, Long>();
        if (!batches.isEmpty()) {
            query("select feed, position from feed where feed in (" + batches.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")",
                    batches.stream().map(Batch::feed).toList(), row -> positions.put(row.text("feed"), row.number("position")));
        }
        return positions;
    }

    private void move(List<Batch> loaded) {
        if (!loaded.isEmpty()) {
            var now = Instant.now().toString();
            insert("insert into feed (feed, position, loaded_at) format JSONCompactEachRow", bytes(loaded.stream()
                    .map(batch -> line(List.of(batch.feed(), batch.to(), now))).collect(Collectors.joining())));
        }
    }

    @Override
    public void forget(Definition definition, UUID tenant) {
        prepare();
        loading.lock();
        try {
            definition.tables().forEach(table -> execute(ClickHouseSql.forget(table, tenant)));
        } finally {
            loading.unlock();
        }
    }

    @Override
    public Map<String, Standing> feeds(String beginning) {
        var feeds = new HashMap<String, Standing>();
        query("select feed, position, loaded_at from feed where startsWith(feed, ?)", List.of(beginning),
                row -> feeds.put(row.text("feed"), new Standing(row.number("position"), row.instant("loaded_at"))));
        return feeds;
    }

    @Override
    public <T> List<T> query(String sql, List<?> parameters, Reader<T> reader) {
        var question = ClickHouseSql.question(sql, parameters);
        var url = new LinkedHashMap<>(settings());
        url.put("default_format", "JSONCompactEachRowWithNames");
        // Fails as a whole rather than in the middle of an answer.
        url.put("wait_end_of_query", "1");
        question.parameters().forEach((name, value) -> url.put("param_" + name, value));
        return rows(prepared(url, bytes(question.sql())), reader);
    }

    /** The first line names the columns. */
    private static <T> List<T> rows(byte[] answer, Reader<T> reader) {
        try {
            var lines = text(answer).lines().map(JSON::readTree).iterator();
            var columns = lines.next().valueStream().map(JsonNode::stringValue).toList();
            var rows = new ArrayList<T>();
            lines.forEachRemaining(line -> rows.add(reader.read(new ClickHouseRow(columns, line))));
            return rows;
        } catch (JacksonException | NoSuchElementException e) {
            throw new AnalyticsFailure("ClickHouse answered what is no JSON: " + e.getMessage(), e);
        }
    }

    private void insert(String statement, byte[] rows) {
        var url = new LinkedHashMap<>(settings());
        url.putAll(ClickHouseSql.INSERT_SETTINGS);
        url.put("query", statement);
        prepared(url, rows);
    }

    /** Whatever keeps it from answering may also have emptied it. */
    private byte[] prepared(Map<String, String> url, byte[] body) {
        prepare();
        try {
            return http.send(url, body, WITHIN);
        } catch (AnalyticsAway away) {
            prepared = false;
            throw away;
        }
    }

    private void prepare() {
        if (prepared) {
            return;
        }
        preparing.lock();
        try {
            if (prepared) {
                return;
            }
            version();
            if (!definitions.isEmpty()) {
                makeDatabase();
                execute(ClickHouseSql.CREATE_FEED);
                definitions.forEach(this::make);
            }
            prepared = true;
        } finally {
            preparing.unlock();
        }
    }

    /** Asked first, because a user who may not make databases may still have been given one. */
    private void makeDatabase() {
        var found = text(http.send(Map.of("param_p1", database),
                bytes("select count() from system.databases where name = {p1:String}"), WITHIN));
        if (found.equals("0")) {
            http.send(Map.of(), bytes("create database if not exists " + database), WITHIN);
        }
    }

    private void make(Definition definition) {
        definition.tables().forEach(table -> execute(ClickHouseSql.create(table)));
        definition.views().forEach(view -> execute(ClickHouseSql.create(view)));
    }

    private void execute(String statement) {
        http.send(settings(), bytes(statement), WITHIN);
    }

    private Map<String, String> settings() {
        var url = new LinkedHashMap<>(ClickHouseSql.SETTINGS);
        url.put("database", database);
        url.put("max_execution_time", LONGEST_QUERY_SECONDS);
        return url;
    }

    private static void write(Batch.Rows rows, ByteArrayOutputStream lines) {
        for (var row : rows.values()) {
            var sent = new ArrayList<@Nullable Object>();
            row.forEach(value -> sent.add(ClickHouseSql.sent(value)));
            lines.writeBytes(bytes(line(sent)));
        }
    }

    private static String line(List<?> values) {
        return JSON.writeValueAsString(values) + "\n";
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8).strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
