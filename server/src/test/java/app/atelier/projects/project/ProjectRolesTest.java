package app.atelier.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people may do in a project by being in it, and how it closes to the others. */
class ProjectRolesTest {

    private final House house = House.all();
    private final Client owner = house.register();
    private final String project = make(owner, "/v1/projects", Map.of("name", "Harbour"));
    private final String path = "/v1/projects/" + project;
    private final String task = "/v1/tasks/" + make(owner, path + "/tasks", Map.of("title", "Dredge"));

    private static String make(Client who, String path, Map<String, ?> body) {
        return who.post(path, body).is(201).json().get("id").asString();
    }

    private void add(Client who, String role) {
        owner.put(path + "/members/" + who.id(), Map.of("role", role)).is(200);
    }

    private Client.Answer comment(Client who) {
        return who.post("/v1/comments", Map.of("taskId", task.substring("/v1/tasks/".length()), "body", "Hello"));
    }

    private List<String> may(Client who) {
        return who.get(path + "/permissions").is(200).json().get("items").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void aGuestMayWhatTheirRoleInTheProjectGivesAndNothingElsewhere() {
        var guest = house.member(owner, Role.GUEST);
        guest.get(path).problem(404, "not-found");

        add(guest, "viewer");
        guest.get(path).is(200);
        comment(guest).problem(403, "forbidden");
        guest.patch(task, Map.of("title", "Mine")).problem(403, "forbidden");
        assertThat(may(guest)).containsExactly("work.read");

        add(guest, "commenter");
        comment(guest).is(201);
        guest.patch(task, Map.of("title", "Mine")).problem(403, "forbidden");

        add(guest, "editor");
        guest.patch(task, Map.of("title", "Ours")).is(200);
        guest.post(path + "/labels", Map.of("name", "Wet", "color", "blue")).is(201);
        make(guest, path + "/tasks", Map.of("title", "More"));
        guest.patch(path, Map.of("name", "Mine")).problem(403, "forbidden");
        guest.put(path + "/members/" + guest.id(), Map.of("role", "lead")).problem(403, "forbidden");

        add(guest, "lead");
        guest.patch(path, Map.of("name", "Harbour two")).is(200);
        guest.delete(path + "/members/" + guest.id()).is(204);
        guest.get(path).problem(404, "not-found");
        guest.post("/v1/projects", Map.of("name", "Mine")).problem(403, "forbidden");
    }

    @Test
    void aRestrictedProjectIsNotThereForWhoIsNotInIt() {
        var member = house.member(owner, Role.MEMBER);
        var admin = house.member(owner, Role.ADMIN);
        var viewer = house.member(owner, Role.MEMBER);
        add(viewer, "viewer");
        member.get(path).is(200);

        var closed = owner.patch(path, Map.of("restricted", true)).is(200).json();
        assertThat(closed.get("memberIds").valueStream().map(JsonNode::asString)).contains(owner.id().toString());
        for (var address : List.of(path, path + "/board", path + "/tasks", path + "/members", path + "/permissions", task,
                "/v1/comments?taskId=" + task.substring("/v1/tasks/".length()), "/v1/activity?projectId=" + project,
                "/v1/reporting/projects/" + project + "/throughput")) {
            member.get(address).problem(404, "not-found");
        }
        member.patch(task, Map.of("title", "Mine")).problem(404, "not-found");
        member.delete(path).problem(404, "not-found");
        comment(member).problem(404, "not-found");
        assertThat(member.get("/v1/projects").json().get("items")).isEmpty();
        assertThat(member.get("/v1/tasks?q=Dredge").json().get("items")).isEmpty();
        assertThat(member.get("/v1/activity").json().toString()).doesNotContain(project);

        viewer.get(path + "/board").is(200);
        viewer.patch(task, Map.of("title", "Mine")).problem(403, "forbidden");
        admin.patch(task, Map.of("title", "Ours")).is(200);

        owner.patch(path, Map.of("restricted", false)).is(200);
        member.get(path).is(200);
        viewer.patch(task, Map.of("title", "Mine")).is(200);
    }

    @Test
    void liveUpdatesOfARestrictedProjectReachThoseInIt() {
        var member = house.member(owner, Role.MEMBER);
        var inside = house.member(owner, Role.MEMBER);
        add(inside, "editor");
        try (var out = LiveClient.open(house, member.token(), null); var in = LiveClient.open(house, inside.token(), null)) {
            owner.post(path + "/tasks", Map.of("title", "open to all")).is(201);
            out.entry("open to all");
            owner.patch(path, Map.of("restricted", true)).is(200);
            owner.post(path + "/tasks", Map.of("title", "between us")).is(201);
            in.entry("between us");
            var open = make(owner, "/v1/projects", Map.of("name", "Open"));
            owner.post("/v1/projects/" + open + "/tasks", Map.of("title", "for everybody")).is(201);
            out.entry("for everybody");
            assertThat(out.entries).noneMatch(e -> e.toString().contains("between us"));
        }
    }

    @Test
    void theOldListOfMembersKeepsRolesAndGivesNewOnesTheUsual() {
        var guest = house.member(owner, Role.GUEST);
        var member = house.member(owner, Role.MEMBER);
        add(member, "viewer");
        owner.patch(path, Map.of("memberIds", List.of(member.id(), guest.id()))).is(200);
        assertThat(owner.get(path + "/members/" + member.id()).is(200).json().get("role").asString()).isEqualTo("viewer");
        assertThat(owner.get(path + "/members/" + guest.id()).is(200).json().get("role").asString()).isEqualTo("commenter");
        owner.patch(path, Map.of("memberIds", List.of())).is(200);
        owner.get(path + "/members/" + guest.id()).problem(404, "not-found");
    }

    @Test
    void aTeamBringsItsPeopleIn() {
        var guest = house.member(owner, Role.GUEST);
        var teams = "/v1/organizations/" + owner.organization() + "/teams";
        var team = make(owner, teams, Map.of("name", "Divers", "memberIds", List.of(guest.id())));
        owner.put(path + "/teams/" + team, Map.of("role", "editor")).is(200);
        Await.until("the guest is in by the team", () -> guest.get(path).status() == 200);
        guest.patch(task, Map.of("title", "Ours")).is(200);
        assertThat(owner.get(path + "/teams").is(200).json().get("items").get(0).get("role").asString()).isEqualTo("editor");

        owner.patch(teams + "/" + team, Map.of("memberIds", List.of())).is(200);
        Await.until("the guest is out of the team", () -> guest.get(path).status() == 404);
        owner.patch(teams + "/" + team, Map.of("memberIds", List.of(guest.id()))).is(200);
        Await.until("and in again", () -> guest.get(path).status() == 200);
        owner.delete(teams + "/" + team).is(204);
        Await.until("the team is gone", () -> guest.get(path).status() == 404);
    }

    @Test
    void whatMembersAreSaysWhatIsWrong() {
        var member = house.member(owner, Role.MEMBER);
        assertThat(owner.put(path + "/members/" + UUID.randomUUID(), Map.of("role", "editor")).problem(422, "validation-failed"))
                .containsOnlyKeys("memberIds");
        owner.put(path + "/members/" + member.id(), Map.of("role", "king")).problem(400, "invalid-request");
        owner.put(path + "/members/" + member.id(), Map.of()).problem(422, "validation-failed");
        assertThat(owner.put(path + "/teams/" + UUID.randomUUID(), Map.of("role", "editor")).problem(422, "validation-failed"))
                .containsOnlyKeys("teamId");
        owner.delete(path + "/members/" + member.id()).problem(404, "not-found");
        owner.delete(path + "/teams/" + UUID.randomUUID()).problem(404, "not-found");
    }
}
