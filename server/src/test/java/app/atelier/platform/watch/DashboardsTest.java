package app.atelier.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every metric that a dashboard or an alert asks for is one that a running server tells, with the labels asked for. */
class DashboardsTest {

    private static final Path DEPLOY = Path.of("..", "deploy");
    /** What stands in an expression and is no metric: strings and label matchers are taken out before. */
    private static final Set<String> WORDS = Set.of("sum", "rate", "max", "min", "count", "by", "topk", "histogram_quantile",
            "absent", "or", "and", "on", "vector", "label_values", "job");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    /** Only Prometheus adds these. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    private record Asked(String metric, Set<String> labels) {
    }

    @Test
    void everyMetricOfEveryDashboardAndAlertExists() throws IOException {
        var scrape = WatchedHouse.get().scrape();
        var expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(40);
        for (var expression : expressions) {
            assertThat(unknown(expression, scrape)).as(expression).isEmpty();
        }
    }

    @Test
    void aMisspeltNameIsFound() {
        var scrape = WatchedHouse.get().scrape();
        assertThat(unknown("sum(rate(http_server_request_seconds_count{status=~\"5..\"}[5m]))", scrape)).containsExactly("http_server_request_seconds_count");
        assertThat(unknown("max by (service) (atelier_follower_lag{folower=\"x\"})", scrape)).containsExactly("atelier_follower_lag{folower}");
        assertThat(unknown("max by (folower) (atelier_follower_lag)", scrape)).containsExactly("by folower");
    }

    /** Names and labels that the scrape does not have. */
    private static Set<String> unknown(String expression, String scrape) {
        var told = told(scrape);
        var unknown = new TreeSet<String>();
        for (var asked : asked(expression)) {
            var labels = told.get(asked.metric());
            if (labels == null) {
                unknown.add(asked.metric());
            } else {
                asked.labels().stream().filter(l -> !labels.contains(l) && !ADDED.contains(l))
                        .forEach(l -> unknown.add(asked.metric() + "{" + l + "}"));
            }
        }
        var all = told.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var groups = Pattern.compile("\\bby \\(([^)]*)\\)").matcher(expression);
        while (groups.find()) {
            for (var label : groups.group(1).split(", *")) {
                if (!all.contains(label) && !ADDED.contains(label)) {
                    unknown.add("by " + label);
                }
            }
        }
        return unknown;
    }

    private static List<Asked> asked(String expression) {
        var asked = new ArrayList<Asked>();
        var selectors = SELECTOR.matcher(expression);
        while (selectors.find()) {
            asked.add(new Asked(selectors.group(1), java.util.Arrays.stream(selectors.group(2).split(","))
                    .map(m -> m.split("[=!]", 2)[0].strip()).collect(Collectors.toSet())));
        }
        var bare = expression.replaceAll("\"[^\"]*\"", "").replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", "").replaceAll("\\bby \\([^)]*\\)", "");
        var names = NAME.matcher(bare);
        while (names.find()) {
            if (!WORDS.contains(names.group())) {
                asked.add(new Asked(names.group(), Set.of()));
            }
        }
        return asked;
    }

    /** Each series' name and the labels it has somewhere. */
    private static Map<String, Set<String>> told(String scrape) {
        var line = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$");
        var label = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
        return scrape.lines().map(line::matcher).filter(java.util.regex.Matcher::matches).collect(Collectors.toMap(m -> m.group(1),
                m -> m.group(2) == null ? Set.<String>of() : label.matcher(m.group(2)).results().map(r -> r.group(1)).collect(Collectors.toSet()),
                (a, b) -> {
                    var both = new TreeSet<>(a);
                    both.addAll(b);
                    return both;
                }));
    }

    private static List<String> expressions() throws IOException {
        var found = new ArrayList<String>();
        try (var dashboards = Files.list(DEPLOY.resolve("grafana")); var alerts = Files.list(DEPLOY.resolve("alerts"))) {
            dashboards.filter(f -> f.toString().endsWith(".json")).forEach(f -> collect(JsonMapper.shared().readTree(read(f)), found));
            alerts.filter(f -> f.toString().endsWith(".yaml")).forEach(f -> collectRules(new Yaml().load(read(f)), found));
        }
        return found;
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.isObject() && node.path("expr").isString()) {
            found.add(node.get("expr").asString());
        }
        if (node.path("query").asString("").startsWith("label_values(")) {
            found.add(node.get("query").asString());
        }
        node.forEach(child -> collect(child, found));
    }

    private static void collectRules(Object node, List<String> found) {
        switch (node) {
            case Map<?, ?> map -> {
                if (map.get("expr") instanceof String expression) {
                    found.add(expression);
                }
                map.values().forEach(child -> collectRules(child, found));
            }
            case List<?> list -> list.forEach(child -> collectRules(child, found));
            case null, default -> { }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
