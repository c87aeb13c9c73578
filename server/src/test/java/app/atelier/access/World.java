package app.atelier.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.auth.keys.AccessTokens;
import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import org.jooq.impl.DSL;

/** An organization with somebody of each role and one of everything that has an id. */
final class World {

    final House house = House.all();
    final Client owner = house.register();
    final Map<Role, Client> people = Map.of(Role.OWNER, owner, Role.ADMIN, house.member(owner, Role.ADMIN),
            Role.MEMBER, house.member(owner, Role.MEMBER), Role.GUEST, house.member(owner, Role.GUEST));
    private final Map<String, String> ids = new HashMap<>();

    World() {
        work(owner);
        trade();
        organize();
        ids.put("organization", owner.organization().toString());
        ids.put("session", owner.get("/v1/auth/sessions").is(200).json().at("/items/0/id").asString(""));
        ids.put("import", imported());
        connect();
        ids.put("export", owner.post("/v1/organizations/" + owner.organization() + "/export", "").is(202).json().get("id").asString());
        ids.put("connection", make(owner, "/v1/auth/connections", Map.of("name", "Login", "issuer", "https://login.example.org", "clientId", "atelier")));
        ids.put("slug", owner.slug());
        ids.put("stream", "clicks");
        ids.put("report", "sales");
    }

    /** Makes anew what an operation may have changed. What only its author may change is the caller's own. */
    void mend(Operation operation, Client by) {
        switch (operation.path().split("/")[2]) {
            case "projects", "tasks", "comments", "files", "activity" -> work(by);
            case "catalog", "orders" -> trade();
            case "organizations" -> organize();
            default -> { }
        }
    }

    private static String make(Client who, String path, Object body, String... headers) {
        return who.post(path, body, headers).is(201).json().get("id").asString();
    }

    private void work(Client by) {
        var project = make(owner, "/v1/projects", Map.of("name", "Project"));
        var path = "/v1/projects/" + project;
        ids.put("project", project);
        ids.put("status", owner.get(path).is(200).json().at("/statuses/1/id").asString());
        ids.put("label", make(owner, path + "/labels", Map.of("name", "Label", "color", "red")));
        ids.put("milestone", make(owner, path + "/milestones", Map.of("name", "Milestone")));
        ids.put("parent", make(owner, path + "/tasks", Map.of("title", "Parent")));
        var task = make(owner, path + "/tasks", Map.of("title", "Task"));
        ids.put("task", task);
        ids.put("comment", make(by, "/v1/comments", Map.of("taskId", task, "body", "Hello")));
        ids.put("file", make(by, "/v1/files?name=a.txt&taskId=" + task, "hello".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain"));
        ids.put("template", make(owner, "/v1/projects/templates", Map.of("name", word(), "fromProjectId", project)));
    }

    /** What other systems come in by, or are told by. The webhook is off, so nothing leaves the house. */
    private void connect() {
        house.reauthenticate(owner);
        ids.put("token", owner.post("/v1/auth/tokens", Map.of("name", word(), "scopes", List.of("self"))).is(201).json().at("/token/id").asString());
        ids.put("organizationToken", owner.post("/v1/auth/organization-tokens", Map.of("name", word(), "scopes", List.of("work.read"))).is(201)
                .json().at("/token/id").asString());
        ids.put("client", owner.post("/v1/auth/clients", Map.of("name", word(), "redirectUris", List.of("http://127.0.0.1:7777/cb"),
                "scopes", List.of("self"), "confidential", true)).is(201).json().at("/client/id").asString());
        ids.put("webhook", make(owner, "/v1/webhooks", Map.of("url", "https://93.184.216.34/hooks", "types", List.of("task.*"), "enabled", false)));
    }

    /** Leaves something out that must not be used, such as a webhook that would call another server. */
    World without(String what) {
        ids.put(what, UUID.randomUUID().toString());
        return this;
    }

    private String imported() {
        try {
            return owner.send("POST", "/v1/projects/imports?format=auto", Files.readAllBytes(Path.of("../samples/trello-board.json")),
                    "Content-Type", "application/octet-stream").is(202).json().get("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void trade() {
        var product = make(owner, "/v1/catalog/products", Map.of("kind", "goods", "name", "Board", "onHand", 50, "state", "published",
                "price", Map.of("amount", 1_250, "currency", "EUR")));
        ids.put("product", product);
        var order = house.stranger().post("/v1/orders/checkout", Map.of("shop", owner.slug(),
                "items", List.of(Map.of("productId", product, "quantity", 1)),
                "customer", Map.of("name", "Ada", "email", "ada@example.org"), "payment", "invoice")).is(201).json().get("orderId").asString();
        ids.put("order", order);
        ids.put("line", owner.get("/v1/orders/" + order).is(200).json().at("/lines/0/id").asString());
    }

    private void organize() {
        var base = "/v1/organizations/" + owner.organization();
        // There are limits to how many there may be.
        Map.of("invitationLink", "/invitation-links/", "invitation", "/invitations/", "role", "/roles/", "team", "/teams/", "person", "/members/")
                .forEach((what, path) -> {
                    if (ids.containsKey(what)) {
                        owner.delete(base + path + ids.get(what));
                    }
                });
        ids.put("person", house.member(owner, Role.GUEST).id().toString());
        ids.put("invitation", make(owner, base + "/invitations", Map.of("email", word() + "@example.org", "role", "guest")));
        ids.put("invitationLink", make(owner, base + "/invitation-links", Map.of("role", "guest")));
        ids.put("role", make(owner, base + "/roles", Map.of("name", word(), "permissions", List.of())));
        ids.put("team", make(owner, base + "/teams", Map.of("name", word())));
    }

    static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 18);
    }

    /** An id of this organization, or a word that fits. */
    String value(String what) {
        return switch (what) {
            case "word" -> word();
            case "email" -> word() + "@example.org";
            case "nothing" -> UUID.randomUUID().toString();
            default -> {
                var id = ids.get(what);
                if (id == null) {
                    throw new AssertionError("World makes no " + what + "; let it, or say in Samples what else it is");
                }
                yield id;
            }
        };
    }

    /** Somebody of this organization with a token of our choosing. */
    Client with(Client who, Role role, java.util.Set<Permission> permissions, java.util.Set<Permission> scope) {
        var tokens = house.bean(AccessTokens.class);
        var known = tokens.verify(who.token()).caller();
        return new Client(house.url(), tokens.issue(new Caller(who.id(), who.organization(), role, known.session(), permissions, scope)),
                who.profile());
    }

    /** Changes whenever a row of this organization does; what its own followers write is awaited by asking twice. */
    String checksum() {
        var db = house.bean(Db.class);
        var tables = db.shared(tx -> tx.sql().resultQuery("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname not in ('pg_catalog', 'information_schema')
                order by 1""").fetch(0, String.class));
        var question = new StringBuilder("select concat_ws(' '");
        tables.forEach(t -> question.append(", (select '").append(t)
                .append(":' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from ").append(t).append(" t)"));
        question.append(')');
        return db.in(owner.organization(), tx -> tx.sql().resultQuery(question.toString()).fetchOne(0, String.class))
                + " " + db.shared(tx -> tx.sql().fetchValue(DSL.field("md5(array(select p::text from users.person p where id = any ({0}::uuid[]))::text)",
                        String.class, DSL.val(people.values().stream().map(Client::id).toArray(UUID[]::new)))));
    }

    /** The same once nothing moves any more by itself. */
    String settled() {
        var last = new String[] {""};
        return app.atelier.Await.until(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            var now = checksum();
            var same = now.equals(last[0]);
            last[0] = now;
            return same ? now : "";
        }, c -> !c.isEmpty());
    }
}
