package app.atelier.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class PersonApiTest {

    private final House house = House.all();

    private static Map<String, Object> registration() {
        return new HashMap<>(Map.of("email", UUID.randomUUID() + "@Example.org", "password", "correct horse",
                "firstName", "Ada", "lastName", "Lovelace"));
    }

    @Test
    void registeringMakesAnOrganizationAndItsOwner() {
        var profile = house.stranger().post("/v1/users/register", registration()).is(201).json();

        assertThat(profile.get("role").asString()).isEqualTo("owner");
        assertThat(profile.get("email").asString()).endsWith("@example.org");
        assertThat(profile.get("organizationName").asString()).isEqualTo("Ada’s team");
        assertThat(profile.get("administrator").asBoolean()).isFalse();
    }

    @Test
    void everyFieldHasLimitsAndSaysWhich() {
        var body = registration();
        body.put("email", "nobody");
        body.put("firstName", "x".repeat(101));
        body.put("lastName", " ");
        body.put("username", "has space");

        var fields = house.stranger().post("/v1/users/register", body).problem(422, "validation-failed");

        assertThat(fields).containsOnlyKeys("email", "firstName", "lastName", "username");
    }

    @Test
    void passwordsAreNeitherShortNorLongNorCommon() {
        for (var password : new String[] {"short", "x".repeat(129), "password123"}) {
            var body = registration();
            body.put("password", password);
            assertThat(house.stranger().post("/v1/users/register", body).problem(422, "validation-failed"))
                    .containsOnlyKeys("password");
        }
    }

    @Test
    void aTakenAddressIsAConflict() {
        var body = registration();
        house.stranger().post("/v1/users/register", body).is(201);
        assertThat(house.stranger().post("/v1/users/register", body).problem(409, "conflict")).containsOnlyKeys("email");
    }

    @Test
    void unknownFieldsAreRefusedByName() {
        var body = registration();
        body.put("role", "owner");
        assertThat(house.stranger().post("/v1/users/register", body).problem(400, "invalid-request")).containsOnlyKeys("role");
    }

    @Test
    void aProfileIsChangedOnceAndNotOverwritten() {
        var ada = house.register();
        var change = Map.of("firstName", "Ada", "lastName", "King", "username", "u" + UUID.randomUUID().toString().substring(0, 8),
                "timeZone", "Europe/London");
        var changed = ada.put("/v1/users/me", change, "If-Match", "\"1\"").is(200);
        assertThat(changed.json().get("lastName").asString()).isEqualTo("King");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");

        ada.put("/v1/users/me", change, "If-Match", "\"1\"").problem(412, "lost-update");
    }

    @Test
    void membersAreListedAPageAtATimeAndOnlyOnesOwn() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var path = "/v1/organizations/" + owner.organization() + "/members";

        var first = member.get(path + "?limit=1").is(200).json();
        var second = member.get(path + "?limit=1&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(first.get("items")).hasSize(1);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.get("next").isNull()).isTrue();

        house.register().get(path).problem(404, "not-found");
        owner.get(path + "?limit=101").problem(422, "validation-failed");
        owner.get(path + "?cursor=nonsense").problem(400, "invalid-request");
    }

    @Test
    void theLastOwnerStaysAndMembersDoNotRule() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var members = "/v1/organizations/" + owner.organization() + "/members/";

        member.patch(members + owner.id(), Map.of("role", "guest")).problem(403, "forbidden");
        owner.patch(members + owner.id(), Map.of("role", "member")).problem(422, "validation-failed");
        owner.patch(members + member.id(), Map.of("role", "boss")).problem(400, "invalid-request");
        owner.patch(members + member.id(), Map.of("role", "admin")).is(200);
        owner.delete(members + member.id()).is(204);
        owner.delete(members + member.id()).problem(404, "not-found");
    }

    @Test
    void anInvitationWorksOnceAndForItsAddressOnly() {
        var owner = house.register();
        var body = registration();
        body.put("invitationToken", "made-up");
        assertThat(house.stranger().post("/v1/users/register", body).problem(422, "validation-failed"))
                .containsOnlyKeys("invitationToken");
        assertThat(house.member(owner, Role.GUEST).profile().get("role").asString()).isEqualTo("guest");
    }
}
