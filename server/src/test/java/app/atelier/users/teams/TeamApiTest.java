package app.atelier.users.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

/** Making teams and changing them. */
class TeamApiTest {

    private final House house = House.all();
    private final Client owner = house.register();
    private final String teams = "/v1/organizations/" + owner.organization() + "/teams";

    @Test
    void teamsAreMadeChangedAndDeletedByAdmins() {
        var member = house.member(owner, Role.MEMBER);
        var guest = house.member(owner, Role.GUEST);
        var id = UUID.randomUUID();
        var body = Map.of("id", id, "name", "Divers", "memberIds", List.of(member.id(), guest.id(), member.id()));
        assertThat(owner.post(teams, body).is(201).json().get("memberIds")).hasSize(2);
        owner.post(teams, body).is(200);
        assertThat(member.get(teams).is(200).json().get("items").get(0).get("name").asString()).isEqualTo("Divers");
        member.post(teams, Map.of("name", "Mine")).problem(403, "forbidden");
        member.patch(teams + "/" + id, Map.of("name", "Mine")).problem(403, "forbidden");
        member.delete(teams + "/" + id).problem(403, "forbidden");

        owner.patch(teams + "/" + id, Map.of("name", "Deep divers")).is(200);
        owner.delete("/v1/organizations/" + owner.organization() + "/members/" + guest.id()).is(204);
        var left = owner.get(teams + "/" + id).is(200).json();
        assertThat(left.get("name").asString()).isEqualTo("Deep divers");
        assertThat(left.get("memberIds")).hasSize(1);
        owner.delete(teams + "/" + id).is(204);
        owner.get(teams + "/" + id).problem(404, "not-found");
    }

    @Test
    void everyFieldSaysWhatIsWrong() {
        assertThat(owner.post(teams, Map.of("name", " ")).problem(422, "validation-failed")).containsOnlyKeys("name");
        assertThat(owner.post(teams, Map.of("name", "x".repeat(101))).problem(422, "validation-failed")).containsOnlyKeys("name");
        assertThat(owner.post(teams, Map.of("name", "x", "memberIds", List.of(UUID.randomUUID()))).problem(422, "validation-failed"))
                .containsOnlyKeys("memberIds");
        assertThat(owner.post(teams, "{\"name\": \"x\", \"memberIds\": [null]}").problem(422, "validation-failed")).containsOnlyKeys("memberIds");
        var id = owner.post(teams, Map.of("name", "Divers")).is(201).json().get("id").asString();
        assertThat(owner.post(teams, Map.of("name", "DIVERS")).problem(409, "conflict")).containsOnlyKeys("name");
        owner.patch(teams + "/" + id, Map.of("name", "x"), "If-Match", "\"9\"").problem(412, "lost-update");
        house.register().get(teams).problem(404, "not-found");
    }
}
