package app.atelier.platform.analytics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What of our SQL ClickHouse says in another way. Tables stand in one database, their schema as a prefix; quantiles take
 * their level before the column; parameters have a name and a type.
 */
final class ClickHouseSql {

    /** What a request needs besides, so that the same SQL means the same as in DuckDB. */
    static final Map<String, String> SETTINGS = Map.of(
            // A row that was loaded again after a failure is seen once, merged or not.
            "final", "1",
            // An aggregate of nothing is null, not zero or 1970.
            "aggregate_functions_null_for_empty", "1",
            "cast_keep_nullable", "1",
            // In an expression a name is a column first, then the alias of another expression.
            "prefer_column_name_to_alias", "1",
            "date_time_output_format", "iso",
            "output_format_json_quote_64bit_integers", "0");

    /** An insert is on disk, and wholly so, when it is acknowledged. */
    static final Map<String, String> INSERT_SETTINGS = Map.of(
            "async_insert", "0",
            "date_time_input_format", "best_effort",
            "input_format_null_as_default", "0");

    private static final String INSTANT = "DateTime64(6, 'UTC')";
    private static final DateTimeFormatter PARAMETER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern DIFFERENT = Pattern.compile(
            "(?<text>'[^']*')|(?<parameter>\\?)|(?<schema>\\b" + Definition.SCHEMA + "\\.)"
                    + "|\\bquantile_cont\\((?<column>\\w+), (?<level>[0-9.]+)\\)");

    private ClickHouseSql() {
    }

    /** @param parameters by name, each with its value as ClickHouse reads it */
    record Question(String sql, Map<String, String> parameters) {
    }

    static Question question(String sql, List<?> parameters) {
        var values = new LinkedHashMap<String, String>();
        var left = new ArrayList<Object>(parameters);
        var translated = DIFFERENT.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(
                match.group("parameter") != null ? parameter(left, values) : translated(match)));
        if (!left.isEmpty()) {
            throw new IllegalStateException(left.size() + " parameters too many for: " + sql);
        }
        return new Question(translated, values);
    }

    private static String translated(MatchResult match) {
        if (match.group("text") != null) {
            return match.group();
        }
        return match.group("schema") != null ? Definition.SCHEMA + "_"
                : "quantileExactInclusive(" + match.group("level") + ")(" + match.group("column") + ")";
    }

    private static String parameter(List<Object> left, Map<String, String> values) {
        if (left.isEmpty()) {
            throw new IllegalStateException("There are fewer parameters than question marks");
        }
        var value = left.removeFirst();
        var name = "p" + (values.size() + 1);
        return switch (value) {
            case String text -> placed(name, "String", escaped(text), values);
            case UUID id -> placed(name, "UUID", id.toString(), values);
            case Instant instant -> placed(name, INSTANT, PARAMETER.format(instant), values);
            case Boolean truth -> placed(name, "Bool", truth.toString(), values);
            case Long number -> placed(name, "Int64", number.toString(), values);
            case Integer number -> placed(name, "Int64", number.toString(), values);
            default -> throw new IllegalStateException("No parameter is a " + value.getClass().getSimpleName());
        };
    }

    private static String placed(String name, String type, String value, Map<String, String> values) {
        values.put(name, value);
        return "{" + name + ":" + type + "}";
    }

    /** As in TabSeparated, in which parameters are read. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    /**
     * A row is the last one loaded of its key. That key begins with the tenant and its position in its feed, which is
     * how time passed there; so batches hardly overlap, and telling rows apart costs little. There are no partitions:
     * an import would touch one for each month it reaches back.
     */
    static String create(Definition.Table table) {
        return "create table if not exists " + name(table.name())
                + table.columns().stream().map(ClickHouseSql::column).collect(Collectors.joining(", ", " (", ")"))
                + " engine = ReplacingMergeTree order by (" + String.join(", ", table.key()) + ")" + DURABLE;
    }

    static String create(Definition.View view) {
        return "create or replace view " + name(view.name()) + " as " + question(view.select(), List.of()).sql();
    }

    /** Of several positions of a feed the furthest counts. */
    static final String DURABLE = " settings fsync_after_insert = 1, fsync_part_directory = 1";
    static final String CREATE_FEED = "create table if not exists feed (feed String, position Int64, loaded_at " + INSTANT
            + ") engine = ReplacingMergeTree(position) order by feed" + DURABLE;

    static String insert(Batch.Rows rows) {
        return "insert into " + name(rows.table()) + " (" + String.join(", ", rows.columns()) + ") format JSONCompactEachRow";
    }

    /** Waits until the rows are gone from all parts. */
    static String forget(Definition.Table table, UUID tenant) {
        return "alter table " + name(table.name()) + " delete where " + table.key().getFirst() + " = '" + tenant + "' settings mutations_sync = 1";
    }

    /** As JSON has it: numbers, truths, nulls and texts. */
    static @Nullable Object sent(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Boolean truth -> truth;
            case UUID id -> id.toString();
            case Instant instant -> instant.toString();
            default -> throw new IllegalStateException("No column takes a " + value.getClass().getSimpleName());
        };
    }

    private static String name(String table) {
        return table.replace('.', '_');
    }

    private static String column(Definition.Column column) {
        var type = switch (column.type()) {
            case ID -> "UUID";
            case TEXT -> "String";
            case NUMBER -> "Int64";
            case TRUTH -> "Bool";
            case INSTANT -> INSTANT;
        };
        return column.name() + " " + (column.required() ? type : "Nullable(" + type + ")");
    }
}
