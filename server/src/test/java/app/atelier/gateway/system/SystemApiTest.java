package app.atelier.gateway.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.security.Role;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SystemApiTest {

    private static final House HOUSE = House.all();

    /** Whoever registers with the one-time link looks after the house. */
    private static final class Administrator {
        private static final Client ONE = HOUSE.administrator();
    }

    private final Client administrator = Administrator.ONE;

    private JsonNode look() {
        return administrator.get("/v1/system").is(200).json();
    }

    @Test
    void onlyWhoLooksAfterTheInstallationSeesIt() {
        var owner = HOUSE.register();
        owner.get("/v1/system").problem(403, "forbidden");
        HOUSE.member(owner, Role.ADMIN).get("/v1/system").problem(403, "forbidden");
        HOUSE.stranger().get("/v1/system").problem(401, "unauthenticated");
        owner.post("/v1/system/dead-letters/replay", replay(owner.organization(), 1)).problem(403, "forbidden");
    }

    @Test
    void itTellsProcessesFollowersJobsAndStorage() {
        var seen = look();
        assertThat(seen.get("status").asString()).isEqualTo("ok");
        var process = seen.get("processes").get(0);
        assertThat(process.get("services").valueStream().map(JsonNode::asString)).contains("gateway", "projects");
        assertThat(process.get("parts").findValuesAsString("name")).contains("database");
        assertThat(seen.get("followers").findValuesAsString("follower")).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(seen.get("jobs").findValuesAsString("name")).contains("Imports", "Mail queue", "Loads into the analytical store");
        assertThat(seen.get("storage").findValuesAsString("name")).contains("Database", "Disk", "Files");
        var database = seen.get("storage").valueStream().filter(s -> s.get("name").asString().equals("Database")).findFirst().orElseThrow();
        assertThat(database.get("used").asLong()).isPositive();
        assertThat(database.get("place").asString()).doesNotContain("?").doesNotContain("jdbc");
    }

    @Test
    void aDeadLetterIsShownWithItsReasonAndReplayedOnce() {
        var owner = HOUSE.register();
        owner.post("/v1/projects", Map.of("name", "Poisoned")).is(201);
        var seq = park(owner.organization());

        var letter = Await.value("the dead letter on the screen", () -> look().get("deadLetters").valueStream()
                .filter(l -> l.get("organizationId").asString().equals(owner.organization().toString())).findFirst().orElse(null));
        assertThat(letter.get("error").asString()).isEqualTo("java.lang.IllegalStateException: broken by a test");
        assertThat(letter.get("organizationName").asString()).isEqualTo(owner.profile().get("organizationName").asString());
        assertThat(letter.get("type").asString()).contains(".");

        administrator.post("/v1/system/dead-letters/replay", replay(owner.organization(), seq)).is(204);
        administrator.post("/v1/system/dead-letters/replay", replay(owner.organization(), seq)).problem(404, "not-found");
        assertThat(look().get("deadLetters").valueStream()
                .noneMatch(l -> l.get("organizationId").asString().equals(owner.organization().toString()))).isTrue();
    }

    @Test
    void badRequestsAreToldApart() {
        assertThat(administrator.post("/v1/system/dead-letters/replay", Map.of("service", "notifications", "seq", 0)).problem(422, "validation-failed"))
                .containsKeys("follower", "organizationId", "seq");
        administrator.post("/v1/system/dead-letters/replay", Map.of("service", "nobody", "follower", "nothing",
                "organizationId", UUID.randomUUID(), "seq", 1)).problem(404, "not-found");
    }

    private static Map<String, Object> replay(UUID organization, long seq) {
        return Map.of("service", "notifications", "follower", follower(), "organizationId", organization, "seq", seq);
    }

    private static String follower() {
        return HOUSE.bean(app.atelier.platform.journal.Followers.class).states().stream()
                .filter(s -> s.service().equals("notifications")).findFirst().orElseThrow().follower();
    }

    /** Parks the organization's newest entry, as the follower does after its last attempt. */
    private static long park(UUID organization) {
        return HOUSE.bean(Db.class).in(organization, tx -> {
            var seq = HOUSE.bean(app.atelier.platform.journal.JournalReader.class).head(tx);
            tx.sql().insertInto(DSL.table("notifications.dead_letter"), DSL.field("organization_id"), DSL.field("follower"),
                            DSL.field("seq"), DSL.field("attempts"), DSL.field("error"), DSL.field("parked_at"))
                    .values(organization, follower(), seq, 5, "java.lang.IllegalStateException: broken by a test", java.time.OffsetDateTime.now())
                    .execute();
            return seq;
        });
    }
}
