package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The house in several processes, on one PostgreSQL, each with a role of its own: an order becomes a project. */
class SplitTest {

    private static final String SECRET = "what the processes of this test know";

    private final Map<String, String> urls = new HashMap<>();
    private final List<House> houses = new ArrayList<>();
    private Path key;

    private House start(EmbeddedDatabase database, String target, int port) {
        var settings = new HashMap<>(urls);
        settings.put("atelier.service.secret", SECRET);
        settings.put("atelier.payments.providers", "test");
        settings.put("atelier.db.role", "atelier_" + target.replace(',', '_'));
        settings.put("atelier.secrets.key-file", key.toString());
        var house = House.at(database.server(), target, port, settings);
        houses.add(house);
        for (var service : target.split(",")) {
            urls.put("atelier.service." + service + ".url", house.url());
        }
        return house;
    }

    private static String free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return "http://localhost:" + socket.getLocalPort();
        }
    }

    @Test
    void anOrderBecomesAProject() throws IOException {
        var folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "split");
        key = Files.writeString(folder.resolve("key"), java.util.Base64.getEncoder().encodeToString(new byte[32]));
        try (var database = EmbeddedDatabase.start(folder, Map.of("fsync", "off"))) {
            try {
                story(database);
            } finally {
                houses.reversed().forEach(House::close);
            }
        }
    }

    private void story(EmbeddedDatabase database) throws IOException {
        // Nobody needs anybody at the start: users is not there yet.
        var users = free();
        urls.put("atelier.service.users.url", users);
        var auth = start(database, "auth", 0);
        auth.stranger().post("/v1/auth/login", Map.of("email", "a@example.org", "password", "correct horse"))
                .problem(503, "unavailable");
        var people = start(database, "users", URI.create(users).getPort());
        var work = start(database, "projects", 0);
        var shop = start(database, "catalog,orders", 0);
        var talk = start(database, "collaboration,notifications,files", 0);

        var email = "mara@example.org";
        var profile = people.stranger().post("/v1/users/register", Map.of("email", email, "password", "correct horse",
                "firstName", "Mara", "lastName", "Split", "organizationName", "Split Ltd")).is(201).json();
        var token = auth.stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).is(200).json()
                .get("accessToken").asString();
        var atWork = new Client(work.url(), token, profile);
        var atShop = new Client(shop.url(), token, profile);
        var atTalk = new Client(talk.url(), token, profile);

        // A project, a task, and a comment that only projects can allow.
        var project = atWork.post("/v1/projects", Map.of("name", "Split")).is(201).json().get("id").asString();
        var task = atWork.post("/v1/projects/" + project + "/tasks", Map.of("title", "Talk")).is(201).json().get("id").asString();
        atTalk.post("/v1/comments", Map.of("taskId", task, "body", "Across three processes")).is(201);
        atTalk.post("/v1/comments", Map.of("taskId", UUID.randomUUID(), "body", "Nowhere")).problem(404, "not-found");

        // A service is sold; its template came over the journal, and so does the paid order.
        var template = Await.until(() -> template(atWork), t -> t != null).get("id").asString();
        var product = Await.until(() -> atShop.post("/v1/catalog/products", Map.of("kind", "service", "name", "Programme",
                "state", "published", "templateId", template, "price", Map.of("amount", 249_000, "currency", "EUR"))), a -> a.status() == 201)
                .json().get("id").asString();
        var placed = shop.stranger().post("/v1/orders/checkout", Map.of("id", UUID.randomUUID(),
                "shop", profile.get("organizationSlug").asString(), "items", List.of(Map.of("productId", product, "quantity", 1)),
                "customer", Map.of("name", "Ada Lovelace", "email", "ada@example.org"), "payment", "test")).is(201).json();
        shop.stranger().post("/v1/orders/test-payments/" + placed.get("payment").get("id").asString(),
                Map.of("secret", placed.get("secret").asString(), "outcome", "succeed"));
        var projects = Await.until(() -> atWork.get("/v1/projects").is(200).json().get("items"), items -> items.size() == 2);
        assertThat(projects.valueStream().filter(p -> !p.get("id").asString().equals(project))).hasSize(1);

        // Who signs out is signed out of every process, whether or not it runs auth (security.md 7).
        var second = auth.stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).is(200);
        var leaving = new Client(work.url(), second.json().get("accessToken").asString(), profile);
        leaving.get("/v1/projects").is(200);
        auth.stranger().post("/v1/auth/logout", "", "Cookie", second.header("Set-Cookie").split(";")[0]).is(204);
        Await.until("the token is dead elsewhere", () -> leaving.get("/v1/projects").status() == 401);
        // And who proved again who they are, proved it to all: users asks auth.
        var atPeople = new Client(people.url(), token, profile);
        atPeople.put("/v1/users/me/email", Map.of("email", "mara.new@example.org")).problem(403, "reauthentication-required");
        new Client(auth.url(), token, profile).post("/v1/auth/reauthenticate", Map.of("password", "correct horse")).is(200);
        atPeople.put("/v1/users/me/email", Map.of("email", "mara.new@example.org")).is(202);

        // Without users, who needs nothing of it works on; who asks it says so.
        people.close();
        houses.remove(people);
        atWork.get("/v1/projects").is(200);
        auth.stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).problem(503, "unavailable");
    }

    private static JsonNode template(Client client) {
        for (var template : client.get("/v1/projects/templates").is(200).json().get("items")) {
            return template;
        }
        return null;
    }
}
