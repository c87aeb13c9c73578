package lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The house that is measured: one organization with a project of 1,000 and one of 5,000 tasks. */
public final class House {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** The ids of tasks end in their number, so that SQL can pick one at random too. */
    public static final String ID_PREFIX = "019aaaaa-0000-7000-8000-";
    public static final int SMALL = 1_000;
    public static final int LARGE = 5_000;

    public final int port;
    public final String email = "bench@example.test";
    public final String password = "a bench is for sitting " + UUID.randomUUID();
    public String token = "";
    public String organization = "";
    public String small = "";
    public String large = "";
    /** One empty project per client that creates, for a project holds 20,000 tasks. */
    public final List<String> growing = new ArrayList<>();
    public JsonNode smallStatuses = JSON.createArrayNode();

    private House(int port) {
        this.port = port;
    }

    public static House build(int port) throws Exception {
        var house = new House(port);
        try (var connection = new Connection(port)) {
            var profile = call(connection, "POST", "/v1/users/register", null, Map.of("email", house.email, "password",
                    house.password, "firstName", "Ben", "lastName", "Ch", "organizationName", "Bench"));
            house.organization = profile.path("organizationId").asString();
            house.signIn();
            var project = call(connection, "POST", "/v1/projects", house.token, Map.of("name", "Thousand"));
            house.small = project.path("id").asString();
            house.smallStatuses = project.path("statuses");
            house.large = call(connection, "POST", "/v1/projects", house.token, Map.of("name", "Five thousand"))
                    .path("id").asString();
            for (var client = 0; client < 16; client++) {
                house.growing.add(call(connection, "POST", "/v1/projects", house.token, Map.of("name", "Growing " + client))
                        .path("id").asString());
            }
        }
        house.fill(house.small, 1, SMALL);
        house.fill(house.large, SMALL + 1, SMALL + LARGE);
        return house;
    }

    /** A token lasts ten minutes; long benches take a new one. */
    public void signIn() throws Exception {
        try (var connection = new Connection(port)) {
            token = call(connection, "POST", "/v1/auth/login", null, Map.of("email", email, "password", password))
                    .path("accessToken").asString();
        }
    }

    public static String task(long number) {
        return ID_PREFIX + String.format("%012d", number);
    }

    private void fill(String project, int from, int to) throws Exception {
        var clients = 8;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var filling = new ArrayList<java.util.concurrent.Future<?>>();
            for (var client = 0; client < clients; client++) {
                var first = from + client;
                filling.add(threads.submit(() -> {
                    try (var connection = new Connection(port)) {
                        for (var n = first; n <= to; n += clients) {
                            call(connection, "POST", "/v1/projects/" + project + "/tasks", token, Map.of("id", task(n),
                                    "title", "Task " + n + ": look at the mooring lines and write down what is worn",
                                    "description", "Start at the **north** quay. " + "A line is worn when… ".repeat(10)));
                        }
                        return null;
                    }
                }));
            }
            for (var each : filling) {
                each.get();
            }
        }
    }

    public static JsonNode call(Connection connection, String method, String path, String token, Object body) throws Exception {
        var answer = connection.send(method, path, token, body == null ? null : JSON.writeValueAsString(body));
        if (answer.status() == 429) {
            Thread.sleep(Duration.ofSeconds(1));
            return call(connection, method, path, token, body);
        }
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.status() + " " + answer.text());
        }
        return answer.bytes() == 0 ? JSON.createObjectNode() : JSON.readTree(answer.text());
    }
}
