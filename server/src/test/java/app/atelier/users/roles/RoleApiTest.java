package app.atelier.users.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Roles that an organization makes of permissions, and who may give them. */
class RoleApiTest {

    private final House house = House.all();
    private final Client owner = house.register();
    private final String roles = "/v1/organizations/" + owner.organization() + "/roles";
    private final String members = "/v1/organizations/" + owner.organization() + "/members/";

    private String role(String name, String... permissions) {
        return owner.post(roles, Map.of("name", name, "permissions", List.of(permissions))).is(201).json().get("id").asString();
    }

    private Client with(Client member, String role) {
        owner.patch(members + member.id(), Map.of("customRoleId", role)).is(200);
        return house.again(member);
    }

    private static List<String> permissions(Client who) {
        return who.get("/v1/users/me").is(200).json().get("permissions").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void aCustomRoleGivesWhatItSaysAndNothingElse() {
        var shop = with(house.member(owner, Role.MEMBER), role("Shopkeeper", "catalog.read", "catalog.manage", "orders.read"));
        assertThat(permissions(shop)).containsExactlyInAnyOrder("self", "self.security", "organization.read", "system.manage",
                "catalog.read", "catalog.manage", "orders.read");
        shop.get("/v1/catalog/products").is(200);
        shop.get("/v1/orders").is(200);
        shop.get("/v1/reporting/sources").problem(403, "forbidden");
        shop.post("/v1/projects", Map.of("name", "Mine")).problem(403, "forbidden");
        assertThat(shop.get("/v1/projects").is(200).json().get("items")).isEmpty();
        shop.get("/v1/organizations/" + owner.organization() + "/invitations").problem(403, "forbidden");
    }

    @Test
    void whatItGivesChangesAtTheNextTokenAndClosesOpenConnections() {
        var id = role("Reader", "work.read");
        var reader = with(house.member(owner, Role.GUEST), id);
        var project = owner.post("/v1/projects", Map.of("name", "Read")).is(201).json().get("id").asString();
        reader.get("/v1/projects/" + project).is(200);
        reader.patch("/v1/projects/" + project, Map.of("name", "Mine")).problem(403, "forbidden");
        try (var live = LiveClient.open(house, reader.token(), null)) {
            owner.put(roles + "/" + id, Map.of("name", "Leader", "permissions", List.of("work.read", "project.manage"))).is(200);
            live.awaitClosed(4401);
        }
        house.again(reader).patch("/v1/projects/" + project, Map.of("name", "Ours")).is(200);
        owner.patch(members + reader.id(), Map.of("role", "guest")).is(200);
        house.again(reader).get("/v1/projects/" + project).problem(404, "not-found");
    }

    @Test
    void nobodyGivesAPermissionTheyLackThemselves() {
        var clerk = with(house.member(owner, Role.MEMBER), role("Clerk", "members.manage", "roles.manage", "work.read"));
        clerk.post(roles, Map.of("name", "Spy", "permissions", List.of("orders.read"))).problem(403, "forbidden");
        var reader = clerk.post(roles, Map.of("name", "Reader", "permissions", List.of("work.read"))).is(201).json().get("id").asString();
        clerk.put(roles + "/" + reader, Map.of("name", "Reader", "permissions", List.of("work.read", "audit.read"))).problem(403, "forbidden");

        var guest = house.member(owner, Role.GUEST);
        var admin = house.member(owner, Role.ADMIN);
        clerk.patch(members + guest.id(), Map.of("role", "admin")).problem(403, "forbidden");
        clerk.patch(members + clerk.id(), Map.of("role", "owner")).problem(403, "forbidden");
        clerk.patch(members + admin.id(), Map.of("role", "guest")).problem(403, "forbidden");
        clerk.delete(members + admin.id()).problem(403, "forbidden");
        clerk.delete(members + owner.id()).problem(403, "forbidden");
        clerk.patch(members + guest.id(), Map.of("customRoleId", reader)).is(200);
        clerk.post("/v1/organizations/" + owner.organization() + "/invitations", Map.of("email", "x@example.org", "role", "admin"))
                .problem(403, "forbidden");
        house.again(admin).patch(members + admin.id(), Map.of("role", "owner")).problem(403, "forbidden");
    }

    @Test
    void theLastOwnerStaysWhateverRoleIsOffered() {
        var reader = role("Reader", "work.read");
        assertThat(owner.patch(members + owner.id(), Map.of("customRoleId", reader)).problem(422, "validation-failed"))
                .containsOnlyKeys("customRoleId");
        assertThat(owner.patch(members + owner.id(), Map.of("role", "admin")).problem(422, "validation-failed")).containsOnlyKeys("role");
        assertThat(owner.delete(members + owner.id()).problem(422, "validation-failed")).containsOnlyKeys("personId");
    }

    @Test
    void aRoleIsDeletedWhenNobodyHasIt() {
        var id = role("Temporary", "work.read");
        var member = house.member(owner, Role.MEMBER);
        owner.patch(members + member.id(), Map.of("customRoleId", id)).is(200);
        owner.delete(roles + "/" + id).problem(409, "conflict");
        owner.patch(members + member.id(), Map.of("role", "member")).is(200);
        owner.delete(roles + "/" + id).is(204);
        owner.get(roles + "/" + id).problem(404, "not-found");
        assertThat(owner.get("/v1/activity").json().toString()).contains("role.created", "role.deleted");
    }

    @Test
    void everyFieldSaysWhatIsWrong() {
        assertThat(owner.post(roles, Map.of("name", " ", "permissions", List.of())).problem(422, "validation-failed")).containsOnlyKeys("name");
        assertThat(owner.post(roles, Map.of("name", "x")).problem(422, "validation-failed")).containsOnlyKeys("permissions");
        owner.post(roles, Map.of("name", "x", "permissions", List.of("everything"))).problem(400, "invalid-request");
        owner.post(roles, "{\"name\": \"x\", \"permissions\": [null]}").problem(422, "validation-failed");
        for (var never : List.of("organization.delete", "self.security", "system.manage")) {
            assertThat(owner.post(roles, Map.of("name", "x", "permissions", List.of(never))).problem(422, "validation-failed"))
                    .containsOnlyKeys("permissions");
        }
        role("Taken", "work.read");
        assertThat(owner.post(roles, Map.of("name", "TAKEN", "permissions", List.of())).problem(409, "conflict")).containsOnlyKeys("name");
        var member = house.member(owner, Role.MEMBER);
        owner.patch(members + member.id(), Map.of()).problem(422, "validation-failed");
        assertThat(owner.patch(members + member.id(), Map.of("customRoleId", UUID.randomUUID())).problem(422, "validation-failed"))
                .containsOnlyKeys("customRoleId");
        member.post(roles, Map.of("name", "Mine", "permissions", List.of())).problem(403, "forbidden");
        house.register().get(roles).problem(404, "not-found");
        var id = role("Versioned");
        owner.put(roles + "/" + id, Map.of("name", "Other", "permissions", List.of()), "If-Match", "\"7\"").problem(412, "lost-update");
    }
}
