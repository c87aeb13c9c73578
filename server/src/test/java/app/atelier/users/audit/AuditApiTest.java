package app.atelier.users.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Server;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** security.md 37: one altered or deleted row is detected. And 34, for its export. */
class AuditApiTest {

    private final House house = House.all();

    private static String log(Client owner) {
        return "/v1/organizations/" + owner.organization() + "/audit";
    }

    private static List<String> of(JsonNode page, String field) {
        var values = new ArrayList<String>();
        page.get("items").forEach(e -> values.add(e.get(field).asString()));
        return values;
    }

    /** Waits until the log holds so many rows. */
    private JsonNode rows(Client owner, int atLeast) {
        return Await.value(atLeast + " rows", () -> {
            var page = owner.get(log(owner)).is(200).json();
            return page.get("items").size() >= atLeast ? page : null;
        });
    }

    /** Somebody with a few rows, the last of them the organization's names One, Two and Three. */
    private Client withRows() {
        var owner = house.register();
        for (var name : List.of("One", "Two", "Three")) {
            owner.put("/v1/organizations/" + owner.organization(), Map.of("name", name)).is(200);
        }
        number(owner, "Three");
        assertThat(verify(owner).get("intact").asBoolean()).isTrue();
        return owner;
    }

    /** The number of the row that gave the organization this name. */
    private long number(Client owner, String name) {
        return Await.value("the row of " + name, () -> {
            for (var row : owner.get(log(owner) + "?action=organization.changed").is(200).json().get("items")) {
                if (row.get("after").get("name").asString().equals(name)) {
                    return row.get("number").asLong();
                }
            }
            return null;
        });
    }

    private static JsonNode verify(Client owner) {
        return owner.get(log(owner) + "/verification").is(200).json();
    }

    /** What somebody does who rules over the database, but has not the installation's key. */
    private void asOwner(String sql, UUID organization) {
        var server = house.bean(Server.class);
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, organization);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void faultAt(Client owner, long number, String words) {
        var found = verify(owner);
        assertThat(found.get("intact").asBoolean()).isFalse();
        assertThat(found.get("number").asLong()).isEqualTo(number);
        assertThat(found.get("fault").asString()).contains(words);
    }

    @Test
    void whoDidWhatToWhatFromWhereWithBeforeAndAfter() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        owner.patch("/v1/organizations/" + owner.organization() + "/members/" + member.id(), Map.of("role", "admin")).is(200);
        var newest = Await.value("the change", () -> {
            var page = owner.get(log(owner) + "?action=member.changed").is(200).json();
            return page.get("items").isEmpty() ? null : page.get("items").get(0);
        });

        assertThat(newest.get("actorId").asString()).isEqualTo(owner.id().toString());
        assertThat(newest.get("actorName").asString()).isEqualTo("Test Person");
        assertThat(newest.get("subjectType").asString()).isEqualTo("person");
        assertThat(newest.get("subjectId").asString()).isEqualTo(member.id().toString());
        assertThat(newest.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(newest.get("before").get("role").asString()).isEqualTo("member");
        assertThat(newest.get("after").get("role").asString()).isEqualTo("admin");
        assertThat(owner.get(log(owner)).is(200).text()).contains("person.invited").contains("session.opened").doesNotContain("sealedLink");
    }

    @Test
    void itIsSearchedByActionActorSubjectAndTimeAPageAtATime() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        rows(owner, 4);
        assertThat(of(owner.get(log(owner) + "?action=member").is(200).json(), "action")).containsExactly("member.joined", "member.joined");
        assertThat(of(owner.get(log(owner) + "?action=mem").is(200).json(), "action")).isEmpty();
        assertThat(of(owner.get(log(owner) + "?actorId=" + member.id()).is(200).json(), "action")).contains("member.joined").doesNotContain("organization.created");
        assertThat(of(owner.get(log(owner) + "?subjectType=organization&subjectId=" + owner.organization()).is(200).json(), "action"))
                .containsExactly("organization.created");
        assertThat(of(owner.get(log(owner) + "?to=2020-01-01T00:00:00Z").is(200).json(), "action")).isEmpty();
        assertThat(of(owner.get(log(owner) + "?from=2020-01-01T00:00:00Z").is(200).json(), "action")).hasSizeGreaterThanOrEqualTo(4);
        owner.get(log(owner) + "?from=yesterday").problem(400, "invalid-request");

        var first = owner.get(log(owner) + "?limit=3").is(200).json();
        var second = owner.get(log(owner) + "?limit=3&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(of(first, "number")).doesNotContainAnyElementsOf(of(second, "number"));
        var last = second;
        while (!last.get("next").isNull()) {
            last = owner.get(log(owner) + "?limit=3&cursor=" + last.get("next").asString()).is(200).json();
        }
        assertThat(of(last, "action").getLast()).isEqualTo("organization.created");
        owner.get(log(owner) + "?cursor=nonsense").problem(400, "invalid-request");
    }

    @Test
    void onlyThoseWhoMayReadIt() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        for (var path : List.of("", "/export", "/verification")) {
            member.get(log(owner) + path).problem(403, "forbidden");
            house.register().get(log(owner) + path).problem(404, "not-found");
        }
    }

    @Test
    void oneAlteredRowIsDetected() {
        var owner = withRows();
        var number = number(owner, "Two");
        asOwner("update users.audit_entry set after = replace(after, 'Two', 'Twe') where organization_id = ? and number = " + number, owner.organization());
        faultAt(owner, number, "is not what was written");
    }

    @Test
    void oneAlteredHashIsDetected() {
        var owner = withRows();
        asOwner("update users.audit_entry set hash = sha256(hash) where organization_id = ? and number = 2", owner.organization());
        faultAt(owner, 2, "is not what was written");
    }

    @Test
    void oneDeletedRowIsDetected() {
        var owner = withRows();
        var number = number(owner, "Two");
        asOwner("delete from users.audit_entry where organization_id = ? and number = " + number, owner.organization());
        faultAt(owner, number, "is missing");
    }

    @Test
    void rowsInAnotherOrderAreDetected() {
        var owner = withRows();
        var number = number(owner, "One");
        asOwner("update users.audit_entry set number = number + case number when " + number + " then 1001 else 999 end where organization_id = ? and number in ("
                + number + ", " + (number + 1) + ")", owner.organization());
        asOwner("update users.audit_entry set number = number - 1000 where organization_id = ? and number > 1000", owner.organization());
        faultAt(owner, number, "in another's place");
    }

    @Test
    void rowsTakenOffTheEndAreDetected() {
        var owner = withRows();
        var number = number(owner, "Three");
        asOwner("delete from users.audit_entry where organization_id = ? and number = " + number, owner.organization());
        faultAt(owner, number, "taken off its end");
        // Nor does it help to write the number beside the seal.
        asOwner("update users.audit_head set number = number - 1 where organization_id = ?", owner.organization());
        faultAt(owner, number, "taken off its end");
    }

    @Test
    void aSealOfSomebodyElseAndAMissingOneAreDetected() {
        var owner = withRows();
        asOwner("update users.audit_head set seal = decode('00', 'hex') || substr(seal, 2) where organization_id = ?", owner.organization());
        faultAt(owner, 0, "without the installation's key");
        var other = withRows();
        asOwner("delete from users.audit_head where organization_id = ?", other.organization());
        faultAt(other, 1, "is missing");
        asOwner("delete from users.audit_entry where organization_id = ?", other.organization());
        faultAt(other, 1, "is missing");
    }

    @Test
    void theProgramItselfCanOnlyAdd() {
        var owner = withRows();
        var db = house.bean(Db.class);
        for (var sql : List.of("update users.audit_entry set action = 'x'", "delete from users.audit_entry", "truncate users.audit_entry",
                "delete from users.audit_head")) {
            assertThatThrownBy(() -> db.in(owner.organization(), tx -> tx.sql().execute(sql))).as(sql).hasMessageContaining("permission denied");
        }
    }

    /** Something a person named as a formula. */
    record Named(String name, @JsonIgnore UUID id) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("team.=cmd|' /C calc'!A0", "@team", id, Audience.ADMINS);
        }
    }

    // security.md 34
    @Test
    void cellsThatASpreadsheetWouldRunAreNeutralised() {
        var owner = house.register();
        house.bean(Db.class).in(owner.organization(), tx -> {
            house.bean(Journal.class).record(tx, owner.id(), new Named("=1+1", Ids.next()));
            return null;
        });
        owner.put("/v1/users/me", Map.of("firstName", "=HYPERLINK(1)", "lastName", "x", "username", "u" + UUID.randomUUID().toString().substring(0, 8), "timeZone", "UTC")).is(200);
        owner.put("/v1/organizations/" + owner.organization(), Map.of("name", "Next")).is(200);
        Await.until("the rows", () -> owner.get(log(owner)).is(200).text().contains("organization.changed"));
        var answer = owner.get(log(owner) + "/export?format=csv").is(200);
        assertThat(answer.header("Content-Disposition")).contains("attachment");
        assertThat(answer.text()).startsWith("number,at,").contains(",'@team,", ",'=HYPERLINK(1) x,").doesNotContain(",=HYPERLINK", ",@team");
    }

    @Test
    void itIsTakenAlongAsJsonLinesAndThatIsNoted() {
        var owner = withRows();
        var lines = owner.get(log(owner) + "/export?format=jsonl&action=organization.changed").is(200).text().lines().toList();
        assertThat(lines).hasSize(3).allMatch(l -> l.contains("\"action\":\"organization.changed\""));
        Await.until("the export is in the log", () -> !owner.get(log(owner) + "?action=audit.exported").is(200).json().get("items").isEmpty());
        assertThat(owner.get(log(owner) + "/export?format=xlsx").problem(422, "validation-failed")).containsOnlyKeys("format");
    }
}
