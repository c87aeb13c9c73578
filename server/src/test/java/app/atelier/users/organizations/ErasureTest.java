package app.atelier.users.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Server;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private final House house = House.all();

    private Connection asOwner() throws SQLException {
        var server = house.bean(Server.class);
        return DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
    }

    /** How many rows each table that knows organizations has of one; those without any are left out. */
    private Map<String, Long> rows(UUID organization) throws SQLException {
        var rows = new TreeMap<String, Long>();
        try (var connection = asOwner(); var tables = connection.createStatement().executeQuery("""
                select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
                where c.relkind in ('r', 'p')""")) {
            while (tables.next()) {
                try (var count = connection.prepareStatement("select count(*) from " + tables.getString(1) + " where organization_id = ?")) {
                    count.setObject(1, organization);
                    var result = count.executeQuery();
                    result.next();
                    if (result.getLong(1) > 0) {
                        rows.put(tables.getString(1), result.getLong(1));
                    }
                }
            }
        }
        return rows;
    }

    private long facts(UUID organization) {
        return house.bean(AnalyticalStore.class).query("select count(*) as n from facts.task_event where organization = ?", List.of(organization),
                row -> row.number("n")).getFirst();
    }

    private List<String> blobs(UUID organization) throws IOException {
        var keys = new ArrayList<String>();
        house.bean(BlobStore.class).list(blob -> {
            if (blob.key().contains(organization.toString())) {
                keys.add(blob.key());
            }
        });
        return keys;
    }

    /** An organization that has something of nearly everything. */
    private Client furnished() {
        var owner = house.register();
        house.member(owner, Role.MEMBER);
        var project = owner.post("/v1/projects", Map.of("name", "P")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "T")).is(201).json().get("id").asString();
        owner.post("/v1/comments", Map.of("taskId", task, "body", "C")).is(201);
        owner.send("POST", "/v1/files?taskId=" + task + "&name=a.bin", new byte[100], "Content-Type", "application/octet-stream").is(201);
        owner.post("/v1/organizations/" + owner.organization() + "/invitation-links", Map.of("role", "guest")).is(201);
        Await.until("facts", () -> facts(owner.organization()) > 0);
        Await.until("the log", () -> owner.get("/v1/organizations/" + owner.organization() + "/audit").is(200).json().get("items").size() >= 4);
        return owner;
    }

    private void delete(Client owner) {
        house.reauthenticate(owner);
        owner.post("/v1/organizations/" + owner.organization() + "/deletion", Map.of("name", owner.profile().get("organizationName").asString())).is(200);
    }

    /** Thirty days later, as the database sees it. */
    private void letTheGracePass(Client owner) throws SQLException {
        try (var connection = asOwner()) {
            for (var sql : List.of("update users.organization set erase_at = now() - interval '1 minute' where id = ?",
                    "update journal.entry set data = jsonb_set(data, '{organization,eraseAt}', to_jsonb(now() - interval '1 minute'))"
                            + " where organization_id = ? and type = 'organization.deletion_scheduled'")) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setObject(1, owner.organization());
                    statement.executeUpdate();
                }
            }
        }
    }

    @Test
    void afterTheGraceNothingIsLeftOfItAndAllOfTheOthers() throws Exception {
        var gone = furnished();
        var stays = furnished();
        delete(gone);
        letTheGracePass(gone);
        var others = rows(stays.organization());
        assertThat(rows(gone.organization())).hasSizeGreaterThan(15).containsKeys("journal.entry", "users.audit_entry", "projects.task",
                "files.file", "collaboration.comment", "users.membership");
        assertThat(blobs(gone.organization())).isNotEmpty();

        house.bean(Erasure.class).sweep();

        assertThat(rows(gone.organization())).isEmpty();
        assertThat(blobs(gone.organization())).isEmpty();
        assertThat(facts(gone.organization())).isZero();
        assertThat(house.stranger().post("/v1/auth/login", Map.of("email", gone.profile().get("email").asString(), "password", "correct horse"))
                .status()).isEqualTo(401);
        assertThat(rows(stays.organization())).containsAllEntriesOf(others);
        assertThat(facts(stays.organization())).isPositive();
        stays.get("/v1/projects").is(200);
    }

    @Test
    void nothingIsErasedBeforeItsTimeNorAfterSomebodyChangedTheirMind() throws Exception {
        var early = furnished();
        delete(early);
        house.bean(Erasure.class).erase(early.organization());
        assertThat(rows(early.organization())).containsKeys("projects.task", "users.membership");
        assertThat(early.get("/v1/organizations/" + early.organization()).is(200).json().get("eraseAt").isNull()).isFalse();

        letTheGracePass(early);
        early.delete("/v1/organizations/" + early.organization() + "/deletion").is(200);
        house.bean(Erasure.class).erase(early.organization());
        assertThat(rows(early.organization())).containsKeys("projects.task", "users.membership");
        assertThat(blobs(early.organization())).isNotEmpty();
        early.get("/v1/projects").is(200);
    }
}
