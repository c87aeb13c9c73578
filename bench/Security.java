import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import lab.Account;
import lab.Connection;
import lab.Database;
import lab.House;
import lab.Machine;
import lab.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code bench/security}: sqlmap over the OpenAPI document of a scratch server, one operation after the other, each for
 * a bounded time. Before that it must find a hole that is made for it, or its silence would mean nothing.
 */
public final class Security {

    private static final Duration EACH = Duration.ofSeconds(90);
    private static final String FOUND = "identified the following injection point";
    private static final int DEEPEST = 6;

    private final Path scratch;
    private final int port;
    private final Account account;
    private final JsonNode document;
    private final Map<String, String> known;

    private Security(Path scratch, int port, Account account, JsonNode document, Map<String, String> known) {
        this.scratch = scratch;
        this.port = port;
        this.account = account;
        this.document = document;
        this.known = known;
    }

    private record Operation(String method, String path, JsonNode said) {
    }

    public static void main(String[] args) throws Exception {
        var minutes = 45;
        var only = "";
        for (var i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--minutes" -> minutes = Integer.parseInt(args[++i]);
                case "--only" -> only = args[++i];
                default -> {
                    System.err.println("usage: bench/security [--minutes N] [--only /v1/…]");
                    System.exit(2);
                }
            }
        }
        var scratch = Files.createTempDirectory("atelier-security-");
        var good = false;
        try (var server = Running.start(Path.of(args[0]), scratch.resolve("data"))) {
            System.out.printf("Measured %s.%n%n", Machine.today());
            good = control(scratch, Database.of(server.data)) && of(scratch, server.port).run(only, Instant.now().plus(Duration.ofMinutes(minutes)));
        } finally {
            Running.killOrphan(scratch.resolve("data"));
            Machine.delete(scratch);
        }
        System.exit(good ? 0 : 1);
    }

    private static Security of(Path scratch, int port) throws Exception {
        var account = Account.register(port);
        var known = new java.util.HashMap<String, String>();
        var project = account.projects(1).getFirst();
        known.put("organizationId", account.organization());
        known.put("projectId", project);
        try (var connection = new Connection(port)) {
            known.put("taskId", House.call(connection, "POST", "/v1/projects/" + project + "/tasks", account.token(), Map.of("title", "A task"))
                    .path("id").asString());
            return new Security(scratch, port, account, House.call(connection, "GET", "/v1/openapi.json", null, null), known);
        }
    }

    /** A server with the hole: the name of a number, by SQL that is put together. */
    private static boolean control(Path scratch, Database database) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var query = exchange.getRequestURI().getRawQuery();
            var id = URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
            byte[] answer;
            try (var connection = database.connect(); var statement = connection.createStatement();
                    var rows = statement.executeQuery("select 'number ' || n from generate_series(1, 9) n where n = " + id)) {
                answer = (rows.next() ? rows.getString(1) : "none").getBytes(StandardCharsets.UTF_8);
            } catch (java.sql.SQLException e) {
                answer = "none".getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var request = "GET /?id=1 HTTP/1.1\r\nHost: 127.0.0.1:" + server.getAddress().getPort() + "\r\n\r\n";
            var found = sqlmap(scratch, "control", request, "id").contains(FOUND);
            System.out.println(found ? "sqlmap finds the hole that was made for it." : "sqlmap does NOT find the hole that was made for it.");
            return found;
        } finally {
            server.stop(0);
        }
    }

    private boolean run(String only, Instant until) throws Exception {
        var operations = new ArrayList<Operation>();
        document.path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method, said) -> {
            if (path.startsWith(only) && (!query(said).isEmpty() || !body(said).isMissingNode())) {
                operations.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, said));
            }
        }));
        // Whoever has less time sees others each time.
        Collections.shuffle(operations);
        var findings = new ArrayList<String>();
        var looked = 0;
        for (var operation : operations) {
            if (Instant.now().isAfter(until)) {
                break;
            }
            looked++;
            System.err.printf("%d of %d: %s %s%n", looked, operations.size(), operation.method(), operation.path());
            account.signIn();
            var said = sqlmap(scratch, "run", request(operation), null);
            if (said.contains(FOUND)) {
                findings.add(operation.method() + " " + operation.path() + "\n" + said.substring(said.indexOf(FOUND)));
            }
        }
        System.out.printf("%d of %d operations with query or body parameters looked at, %d with findings.%n", looked, operations.size(), findings.size());
        findings.forEach(System.out::println);
        return findings.isEmpty();
    }

    /** What sqlmap reads: a request as a browser would send it. */
    private String request(Operation operation) {
        var path = operation.path();
        for (var parameter : operation.said().path("parameters")) {
            if (parameter.path("in").asString("").equals("path")) {
                path = path.replace("{" + parameter.path("name").asString() + "}", pathValue(operation, parameter.path("name").asString()));
            }
        }
        var query = new StringBuilder();
        query(operation.said()).forEach(parameter -> query.append(query.isEmpty() ? "?" : "&").append(parameter.path("name").asString()).append('=')
                .append(URLEncoder.encode(sample(parameter.path("schema"), parameter.path("name").asString(), 0).asString("1"), StandardCharsets.UTF_8)));
        var body = body(operation.said()).isMissingNode() ? "" : House.JSON.writeValueAsString(sample(body(operation.said()), "", 0));
        return operation.method() + " " + path + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + account.token()
                + "\r\n" + (body.isEmpty() ? "" : "Content-Type: application/json\r\n") + "\r\n" + body;
    }

    private String pathValue(Operation operation, String name) {
        if (name.equals("id") && operation.path().startsWith("/v1/projects")) {
            return known.get("projectId");
        }
        if (name.equals("id") && operation.path().startsWith("/v1/organizations")) {
            return known.get("organizationId");
        }
        return name.equals("id") && operation.path().startsWith("/v1/tasks") ? known.get("taskId") : known.getOrDefault(name, UUID.randomUUID().toString());
    }

    private static List<JsonNode> query(JsonNode operation) {
        return operation.path("parameters").valueStream().filter(p -> p.path("in").asString("").equals("query")).toList();
    }

    private static JsonNode body(JsonNode operation) {
        return operation.at("/requestBody/content/application~1json/schema");
    }

    /** A value of the schema, with real ids where their names tell whose they are. */
    private JsonNode sample(JsonNode schema, String name, int depth) {
        var json = House.JSON;
        if (schema.has("$ref")) {
            return sample(document.at(schema.path("$ref").asString().substring(1)), name, depth);
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (known.containsKey(name)) {
            return json.valueToTree(known.get(name));
        }
        var type = schema.path("type").isArray() ? schema.path("type").path(0).asString() : schema.path("type").asString("string");
        return switch (type) {
            case "integer", "number" -> json.valueToTree(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> json.valueToTree(true);
            case "array" -> depth > DEEPEST ? json.createArrayNode() : json.createArrayNode().add(sample(schema.path("items"), name, depth + 1));
            case "object" -> object(schema, depth);
            default -> json.valueToTree(switch (schema.path("format").asString("")) {
                case "uuid" -> UUID.randomUUID().toString();
                case "date" -> "2026-11-23";
                case "date-time" -> "2026-11-23T10:00:00Z";
                default -> name.equals("email") ? "somebody@example.test" : name.isEmpty() ? "words" : name;
            });
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = House.JSON.createObjectNode();
        if (depth <= DEEPEST) {
            schema.path("properties").forEachEntry((field, of) -> object.set(field, sample(of, field, depth + 1)));
        }
        return object;
    }

    /** All that it says. */
    private static String sqlmap(Path scratch, String name, String request, String parameter) throws IOException, InterruptedException {
        var file = Files.writeString(scratch.resolve(name + ".http"), request);
        var log = scratch.resolve(name + ".log");
        var command = new ArrayList<>(List.of("sqlmap", "-r", file.toString(), "--batch", "--disable-coloring", "--flush-session", "--level", "1", "--risk", "1",
                "--dbms", "PostgreSQL", "--threads", "2", "--time-sec", "2", "--timeout", "10", "--retries", "0", "--ignore-code", "*",
                "--skip", "Host,User-Agent,Authorization", "--output-dir", scratch.resolve("sqlmap").toString()));
        if (parameter != null) {
            command.addAll(List.of("-p", parameter));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        if (!process.waitFor(EACH.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        return Files.readString(log);
    }
}
