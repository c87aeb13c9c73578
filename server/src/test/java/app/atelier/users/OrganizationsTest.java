package app.atelier.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.Links;
import app.atelier.collaboration.realtime.LiveClient;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several organizations of one person, and what becomes of an organization. */
class OrganizationsTest {

    private final House house = House.all();

    private static String at(Client owner) {
        return "/v1/organizations/" + owner.organization();
    }

    private Client create(Client person, String name) {
        var made = person.post("/v1/organizations", Map.of("name", name)).is(201).json();
        return enter(person, UUID.fromString(made.get("id").asString()));
    }

    private Client enter(Client person, UUID organization) {
        var token = person.post("/v1/auth/switch", Map.of("organizationId", organization)).is(200).json().get("accessToken").asString();
        return new Client(house.url(), token, new Client(house.url(), token, null).get("/v1/users/me").is(200).json());
    }

    private static List<String> names(JsonNode page) {
        var names = new ArrayList<String>();
        page.get("items").forEach(o -> names.add(o.get("name").asString()));
        return names;
    }

    private static String secretOf(JsonNode made) {
        var link = made.get("link").asString();
        return link.substring(link.indexOf('#') + 1);
    }

    @Test
    void aPersonFoundsListsAndEntersOrganizations() {
        var ada = house.register();
        var id = Ids.next();
        var made = ada.post("/v1/organizations", Map.of("id", id, "name", "Second house")).is(201);
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        ada.post("/v1/organizations", Map.of("id", id, "name", "Second house")).is(200);
        ada.post("/v1/organizations", Map.of("id", id, "name", "Another house")).problem(409, "conflict");
        house.register().post("/v1/organizations", Map.of("id", id, "name", "Second house")).problem(409, "conflict");
        assertThat(ada.post("/v1/organizations", Map.of("name", " ")).problem(422, "validation-failed")).containsOnlyKeys("name");

        var list = ada.get("/v1/organizations").is(200).json();
        assertThat(names(list)).containsExactly(ada.profile().get("organizationName").asString(), "Second house");
        assertThat(list.get("items").get(0).get("current").asBoolean()).isTrue();
        assertThat(list.get("items").get(1).get("current").asBoolean()).isFalse();
        assertThat(list.get("items").get(1).get("role").asString()).isEqualTo("owner");

        var there = enter(ada, id);
        assertThat(there.organization()).isEqualTo(id);
        assertThat(there.profile().get("organizationName").asString()).isEqualTo("Second house");
        there.get(at(ada)).problem(404, "not-found");
        ada.post("/v1/auth/switch", Map.of("organizationId", house.register().organization())).problem(404, "not-found");
    }

    @Test
    void theRefreshTokenOfTheFirstOrganizationEndsWithTheSwitch() {
        var ada = house.register();
        var email = ada.profile().get("email").asString();
        var login = house.stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).is(200);
        var session = new Client(house.url(), login.json().get("accessToken").asString(), ada.profile());
        var second = UUID.fromString(session.post("/v1/organizations", Map.of("name", "Other")).is(201).json().get("id").asString());

        var switched = session.post("/v1/auth/switch", Map.of("organizationId", second)).is(200);
        var refreshed = house.stranger().post("/v1/auth/refresh", null, "Cookie", cookie(switched.header("Set-Cookie"))).is(200).json();
        var me = new Client(house.url(), refreshed.get("accessToken").asString(), null).get("/v1/users/me").is(200).json();
        assertThat(me.get("organizationId").asString()).isEqualTo(second.toString());
        house.stranger().post("/v1/auth/refresh", null, "Cookie", cookie(login.header("Set-Cookie"))).problem(401, "unauthenticated");
    }

    private static String cookie(String set) {
        return set.substring(0, set.indexOf(';'));
    }

    // security.md 29
    @Test
    void aPersonInTwoOrganizationsNeverSeesOneInTheOther() {
        var here = house.register();
        var there = create(here, "Marker organization");
        var project = there.post("/v1/projects", Map.of("name", "Marker project")).is(201).json().get("id").asString();
        var task = there.post("/v1/projects/" + project + "/tasks", Map.of("title", "Marker task", "assigneeIds", List.of(there.id())))
                .is(201).json().get("id").asString();
        there.post("/v1/comments", Map.of("taskId", task, "body", "Marker comment")).is(201);
        there.post(at(there) + "/invitations", Map.of("email", "marker@example.org", "role", "guest")).is(201);
        there.post(at(there) + "/invitation-links", Map.of("role", "guest", "domain", "marker.example.org")).is(201);
        var colleague = house.member(there, Role.MEMBER);
        colleague.post("/v1/comments", Map.of("taskId", task, "body", "Marker answer for @" + there.profile().get("username").asString())).is(201);
        Await.until("a notice there", () -> there.get("/v1/notifications").is(200).text().contains("Marker"));

        var asked = new ArrayList<String>();
        var document = here.get("/v1/openapi.json").is(200).json();
        document.get("paths").properties().forEach(path -> {
            if (path.getValue().has("get") && !path.getKey().equals("/v1/organizations")) {
                // Of its own organization it may ask; of what lies in the other, this person knows the ids.
                var route = path.getKey().replace("{orgId}", here.organization().toString()).replace("{projectId}", project)
                        .replace("{taskId}", task).replace("/projects/{id}", "/projects/" + project)
                        .replace("/tasks/{id}", "/tasks/" + task).replaceAll("\\{[^}]+}", Ids.next().toString());
                asked.add(route);
                for (var query : List.of("", "?projectId=" + project, "?taskId=" + task, "?q=Marker")) {
                    assertThat(here.get(route + query).text()).as(route + query).doesNotContain("Marker ").doesNotContain("marker@")
                            .doesNotContain("marker.example.org");
                }
            }
        });
        assertThat(asked).hasSizeGreaterThan(25).contains("/v1/projects", "/v1/projects/" + project, "/v1/activity", "/v1/notifications");
        for (var path : List.of("", "/members", "/invitations", "/invitation-links")) {
            here.get(at(there) + path).problem(404, "not-found");
        }
        here.get("/v1/activity?taskId=" + task).problem(404, "not-found");
        here.get("/v1/comments?taskId=" + task).problem(404, "not-found");

        try (var live = LiveClient.open(house, here.token(), 0L)) {
            there.post("/v1/projects/" + project + "/tasks", Map.of("title", "Marker of the moment")).is(201);
            here.post("/v1/projects", Map.of("name", "Our own")).is(201);
            live.entry("Our own");
            assertThat(live.entries).noneMatch(e -> e.toString().contains("Marker"));
        }
    }

    @Test
    void whoIsThereAlreadyAcceptsAnInvitationIntoASecondOrganization() {
        var owner = house.register();
        var ada = house.register();
        var email = ada.profile().get("email").asString();
        owner.post(at(owner) + "/invitations", Map.of("email", email, "role", "admin")).is(201);
        var token = Links.invitation(house, owner.organization(), email);

        assertThat(house.register().post("/v1/users/invitations/accept", Map.of("token", token)).problem(422, "validation-failed"))
                .containsOnlyKeys("token");
        var joined = ada.post("/v1/users/invitations/accept", Map.of("token", token)).is(200).json();
        assertThat(joined.get("organizationId").asString()).isEqualTo(owner.organization().toString());
        assertThat(enter(ada, owner.organization()).profile().get("role").asString()).isEqualTo("admin");

        // Replayed, it says so and no more.
        assertThat(ada.post("/v1/users/invitations/accept", Map.of("token", token)).problem(422, "validation-failed"))
                .containsEntry("token", "is used, expired or withdrawn; ask for a new invitation");
    }

    @Test
    void aLinkAdmitsSoManyAndNoMore() throws Exception {
        var owner = house.register();
        var made = owner.post(at(owner) + "/invitation-links", Map.of("role", "member", "mostUses", 2)).is(201);
        assertThat(made.header("Cache-Control")).contains("no-store");
        var token = secretOf(made.json());
        assertThat(house.stranger().post("/v1/users/invitations/lookup", Map.of("token", token)).is(200).json().get("email").isNull()).isTrue();

        var people = new ArrayList<Client>();
        for (var i = 0; i < 6; i++) {
            people.add(house.register());
        }
        var answers = new ArrayList<Integer>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = people.stream().<Callable<Integer>>map(p -> () -> p.post("/v1/users/invitations/accept", Map.of("token", token)).status()).toList();
            for (var one : pool.invokeAll(tries)) {
                answers.add(one.get());
            }
        }
        assertThat(answers).filteredOn(s -> s == 200).hasSize(2);
        assertThat(answers).filteredOn(s -> s == 422).hasSize(4);
        house.stranger().post("/v1/users/invitations/lookup", Map.of("token", token)).problem(404, "not-found");
    }

    @Test
    void whoIsInUsesNothingUp() {
        var owner = house.register();
        var token = secretOf(owner.post(at(owner) + "/invitation-links", Map.of("role", "guest")).is(201).json());
        assertThat(owner.post("/v1/users/invitations/accept", Map.of("token", token)).is(200).json().get("role").asString()).isEqualTo("owner");
        house.register().post("/v1/users/invitations/accept", Map.of("token", token)).is(200);
    }

    @Test
    void aLinkIsForItsDomainItsTimeAndUntilItIsRevoked() {
        var owner = house.register();
        var links = at(owner) + "/invitation-links";
        var narrow = owner.post(links, Map.of("role", "guest", "domain", "@Corp.example", "mostUses", 5)).is(201).json();
        assertThat(narrow.get("domain").asString()).isEqualTo("corp.example");
        assertThat(house.register().post("/v1/users/invitations/accept", Map.of("token", secretOf(narrow))).problem(422, "validation-failed"))
                .containsOnlyKeys("token");
        var registration = new HashMap<String, Object>(Map.of("email", "x" + UUID.randomUUID() + "@evilcorp.example", "password", "correct horse",
                "firstName", "Eve", "lastName", "Corp", "invitationToken", secretOf(narrow)));
        assertThat(house.stranger().post("/v1/users/register", registration).problem(422, "validation-failed")).containsOnlyKeys("email");
        // Who just types an address there has not shown that it is theirs.
        var email = "x" + UUID.randomUUID() + "@corp.example";
        registration.put("email", email);
        assertThat(house.stranger().post("/v1/users/register", registration).problem(422, "validation-failed")).containsOnlyKeys("invitationToken");
        registration.remove("invitationToken");
        var profile = house.stranger().post("/v1/users/register", registration).is(201).json();
        var eve = house.again(new Client(house.url(), null, profile));
        assertThat(eve.post("/v1/users/invitations/accept", Map.of("token", secretOf(narrow))).problem(422, "validation-failed"))
                .hasEntrySatisfying("token", says -> assertThat(says).contains("confirm"));
        house.bean(Db.class).shared(tx -> tx.sql().execute("update users.person set email_verified_at = now() where email = ?", email));
        assertThat(eve.post("/v1/users/invitations/accept", Map.of("token", secretOf(narrow))).is(200).json().get("role").asString()).isEqualTo("guest");

        owner.delete(links + "/" + narrow.get("id").asString()).is(204);
        owner.delete(links + "/" + narrow.get("id").asString()).problem(404, "not-found");
        house.stranger().post("/v1/users/invitations/lookup", Map.of("token", secretOf(narrow))).problem(404, "not-found");

        var late = owner.post(links, Map.of("role", "guest")).is(201).json();
        house.bean(Db.class).in(owner.organization(), tx -> tx.sql().execute("update users.invitation_link set expires_at = now()"));
        house.register().post("/v1/users/invitations/accept", Map.of("token", secretOf(late))).problem(422, "validation-failed");
        assertThat(owner.get(links).is(200).json().get("items")).isEmpty();
    }

    @Test
    void linksAreMadeByThoseWhoManageMembersAndGiveNoMoreThanTheyHave() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var links = at(owner) + "/invitation-links";
        member.post(links, Map.of("role", "guest")).problem(403, "forbidden");
        member.get(links).problem(403, "forbidden");
        assertThat(owner.post(links, Map.of("role", "owner")).problem(422, "validation-failed")).containsOnlyKeys("role");
        assertThat(owner.post(links, Map.of("role", "guest", "mostUses", 0, "expiresInDays", 91)).problem(422, "validation-failed"))
                .containsOnlyKeys("mostUses", "expiresInDays");
        assertThat(owner.post(links, Map.of("role", "guest", "domain", "not a domain")).problem(422, "validation-failed")).containsOnlyKeys("domain");
    }

    // security.md 36: a repeated request must not find the secret kept in the database
    @Test
    void theSecretOfALinkIsKeptNowhereInClear() {
        var owner = house.register();
        var key = UUID.randomUUID().toString();
        var token = secretOf(owner.post(at(owner) + "/invitation-links", Map.of("role", "guest"), "Idempotency-Key", key).is(201).json());
        var db = house.bean(Db.class);
        assertThat(db.<Integer>shared(tx -> tx.sql().fetchCount(org.jooq.impl.DSL.table("gateway.idempotency_key"), org.jooq.impl.DSL.condition("key = ? and position(convert_to(?, 'UTF8') in body) > 0", key, token)))).isZero();
        assertThat(db.<Integer>in(owner.organization(), tx -> tx.sql().fetchCount(org.jooq.impl.DSL.table("journal.entry"),
                org.jooq.impl.DSL.condition("data::text like ?", "%" + token + "%")))).isZero();
    }

    @Test
    void ownershipIsHandedOverAndBothAreTold() {
        var owner = house.register();
        var ada = house.member(owner, Role.MEMBER);
        ada.post(at(owner) + "/ownership", Map.of("personId", ada.id())).problem(403, "forbidden");
        owner.post(at(owner) + "/ownership", Map.of("personId", ada.id())).problem(403, "reauthentication-required");
        house.reauthenticate(owner);
        owner.post(at(owner) + "/ownership", Map.of("personId", house.register().id())).problem(404, "not-found");
        assertThat(owner.post(at(owner) + "/ownership", Map.of("personId", owner.id())).problem(422, "validation-failed")).containsOnlyKeys("personId");

        assertThat(owner.post(at(owner) + "/ownership", Map.of("personId", ada.id())).is(200).json().get("role").asString()).isEqualTo("owner");
        assertThat(house.again(ada).get("/v1/users/me").is(200).json().get("role").asString()).isEqualTo("owner");
        assertThat(house.again(owner).get("/v1/users/me").is(200).json().get("role").asString()).isEqualTo("admin");
        Await.until("the new owner is told", () -> house.again(ada).get("/v1/notifications").is(200).text().contains("You are the owner of"));
        Await.until("the former owner is told", () -> house.again(owner).get("/v1/notifications").is(200).text().contains("You handed"));
    }

    @Test
    void theLastOwnerCannotLeave() {
        var owner = house.register();
        var member = house.member(owner, Role.GUEST);
        assertThat(owner.delete(at(owner) + "/membership").problem(409, "conflict")).isEmpty();
        member.delete(at(owner) + "/membership").is(204);
        house.stranger().post("/v1/auth/login", Map.of("email", member.profile().get("email").asString(), "password", "correct horse"))
                .problem(401, "unauthenticated");
    }

    @Test
    void whoLeftTheirLastOrganizationComesBackByAnInvitation() {
        var owner = house.register();
        var ada = house.member(owner, Role.MEMBER);
        var email = ada.profile().get("email").asString();
        ada.delete(at(owner) + "/membership").is(204);
        owner.post(at(owner) + "/invitations", Map.of("email", email, "role", "guest")).is(201);
        var registration = Map.of("email", email, "password", "another horse", "firstName", "Ada", "lastName", "Again",
                "invitationToken", Links.invitation(house, owner.organization(), email));
        var profile = house.stranger().post("/v1/users/register", registration).is(201).json();
        assertThat(profile.get("id").asString()).isEqualTo(ada.id().toString());
        assertThat(profile.get("role").asString()).isEqualTo("guest");
        house.stranger().post("/v1/auth/login", Map.of("email", email, "password", "another horse")).is(200);
        // Who belongs somewhere does not get another password by being invited.
        var bob = house.register();
        var taken = new HashMap<String, Object>(registration);
        owner.post(at(owner) + "/invitations", Map.of("email", bob.profile().get("email").asString(), "role", "guest")).is(201);
        taken.put("email", bob.profile().get("email").asString());
        taken.put("invitationToken", Links.invitation(house, owner.organization(), bob.profile().get("email").asString()));
        assertThat(house.stranger().post("/v1/users/register", taken).problem(409, "conflict")).containsOnlyKeys("email");
    }

    @Test
    void aNameInAddressesChangesUnlessItIsTaken() {
        var owner = house.register();
        var other = house.register();
        var slug = "s" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(owner.put(at(owner), Map.of("name", "Renamed", "slug", slug)).is(200).json().get("slug").asString()).isEqualTo(slug);
        assertThat(other.put(at(other), Map.of("name", "Mine", "slug", slug)).problem(409, "conflict")).containsOnlyKeys("slug");
        assertThat(other.put(at(other), Map.of("name", "Mine", "slug", "-Bad-")).problem(422, "validation-failed")).containsOnlyKeys("slug");
        assertThat(owner.put(at(owner), Map.of("name", "Again")).is(200).json().get("slug").asString()).isEqualTo(slug);
    }

    @Test
    void anOrganizationAboutToBeDeletedIsClosedToAllButItsOwners() {
        var owner = house.register();
        var member = house.member(owner, Role.ADMIN);
        var name = owner.profile().get("organizationName").asString();
        member.post(at(owner) + "/deletion", Map.of("name", name)).problem(403, "forbidden");
        owner.post(at(owner) + "/deletion", Map.of("name", name)).problem(403, "reauthentication-required");
        house.reauthenticate(owner);
        assertThat(owner.post(at(owner) + "/deletion", Map.of("name", "something else")).problem(422, "validation-failed")).containsOnlyKeys("name");
        var token = secretOf(owner.post(at(owner) + "/invitation-links", Map.of("role", "guest")).is(201).json());

        try (var live = LiveClient.open(house, member.token(), null); var ours = LiveClient.open(house, owner.token(), null)) {
            var eraseAt = Instant.parse(owner.post(at(owner) + "/deletion", Map.of("name", name)).is(200).json().get("eraseAt").asString());
            assertThat(eraseAt).isAfter(Instant.now().plusSeconds(29 * 86_400));
            live.awaitClosed(4401);
            ours.entry("organization.deletion_scheduled");
            assertThat(ours.closedWith).isZero();
        }
        Await.until("the member's token opens nothing", () -> member.get("/v1/projects").status() == 401);
        house.stranger().post("/v1/auth/login", Map.of("email", member.profile().get("email").asString(), "password", "correct horse"))
                .problem(401, "unauthenticated");
        try (var again = LiveClient.silent(house, null)) {
            again.hello(member.token(), null);
            again.awaitClosed(4401);
        }
        house.register().post("/v1/users/invitations/accept", Map.of("token", token)).problem(422, "validation-failed");

        owner.get("/v1/projects").is(200);
        assertThat(owner.get("/v1/organizations").is(200).json().get("items").get(0).get("eraseAt").isNull()).isFalse();
        assertThat(owner.delete(at(owner) + "/deletion").is(200).json().get("eraseAt").isNull()).isTrue();
        Await.until("the member is in again", () -> member.get("/v1/projects").status() == 200);
    }
}
