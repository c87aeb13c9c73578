package app.atelier.users.scim;

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

// security.md 7, 29 and 31 for provisioning; the bodies are those Entra ID and Okta send
class ScimApiTest {

    private final House house = House.all();

    /** An identity provider with a token of the person's. */
    private Client provider(Client admin) {
        var made = house.reauthenticate(admin).post("/v1/auth/organization-tokens", Map.of("name", "Entra ID", "scopes", List.of("members.manage"))).is(201).json();
        return new Client(house.url(), made.get("secret").asString(), admin.profile());
    }

    private static String base(Client client) {
        return "/v1/organizations/" + client.organization() + "/scim/v2";
    }

    private static Client.Answer send(Client provider, String method, String path, Object body, String... headers) {
        return provider.send(method, path.startsWith("/v1/") ? path : base(provider) + path, body,
                headers.length == 0 ? new String[] {"Content-Type", "application/scim+json"} : headers);
    }

    private static String mail() {
        return "s" + UUID.randomUUID() + "@example.org";
    }

    private static JsonNode create(Client provider, String mail) {
        return send(provider, "POST", "/Users", """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "externalId": "ext-%1$s", "userName": "%1$s", "active": true, "displayName": "Ada Lovelace",
                 "emails": [{"primary": true, "type": "work", "value": "%1$s"}], "name": {"formatted": "Ada Lovelace",
                 "familyName": "Lovelace", "givenName": "Ada"}, "roles": [], "title": "Countess",
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Engines"}}""".formatted(mail)).is(201).json();
    }

    private static JsonNode patch(Client provider, String path, String operations) {
        return send(provider, "PATCH", path, "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"], \"Operations\": ["
                + operations + "]}").is(200).json();
    }

    private static JsonNode find(Client provider, String resource, String filter) {
        return provider.get(base(provider) + "/" + resource + "?filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8))
                .is(200).json();
    }

    private static void error(Client.Answer answer, int status, String type) {
        answer.is(status);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        assertThat(answer.json().get("schemas").get(0).asString()).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.json().get("status").asString()).isEqualTo(String.valueOf(status));
        assertThat(answer.json().path("scimType").asString(null)).isEqualTo(type);
    }

    private static List<String> members(Client owner) {
        return owner.get("/v1/organizations/" + owner.organization() + "/members?limit=100").is(200).json().get("items").valueStream()
                .map(m -> m.get("id").asString()).toList();
    }

    @Test
    void aUserMadeIsAMemberAndFound() {
        var owner = house.register();
        var provider = provider(owner);
        var mail = mail();
        var made = create(provider, mail);
        var id = made.get("id").asString();

        assertThat(members(owner)).contains(id);
        assertThat(made.get("meta").get("version").asString()).isEqualTo("W/\"1\"");
        assertThat(made.get("meta").get("location").asString()).endsWith(base(owner) + "/Users/" + id);
        assertThat(made.has("title")).isFalse();
        for (var filter : List.of("userName eq \"" + mail.toUpperCase() + "\"", "externalId eq \"ext-" + mail + "\"",
                "emails.value eq \"" + mail + "\"", "emails[type eq \"work\"].value eq \"" + mail + "\"",
                "userName Eq \"" + mail + "\" and externalId eq \"ext-" + mail + "\"", "id eq \"" + id + "\"")) {
            var found = find(provider, "Users", filter);
            assertThat(found.get("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.get("Resources").get(0).get("id").asString()).isEqualTo(id);
        }
        assertThat(find(provider, "Users", "userName eq \"nobody@example.org\"").get("totalResults").asInt()).isZero();
        var read = provider.get(base(provider) + "/Users/" + id).is(200);
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.header("Content-Type")).startsWith("application/scim+json");
        error(send(provider, "POST", "/Users", Map.of("userName", mail)), 409, "uniqueness");
    }

    @Test
    void whoIsAMemberAlreadyIsFoundByTheirAddress() {
        var owner = house.register();
        var provider = provider(owner);
        var found = find(provider, "Users", "userName eq \"" + owner.profile().get("email").asString() + "\"");
        assertThat(found.get("Resources").get(0).get("id").asString()).isEqualTo(owner.id().toString());
        assertThat(patch(provider, "/Users/" + owner.id(), "{\"op\": \"add\", \"path\": \"externalId\", \"value\": \"o-1\"}").get("externalId").asString())
                .isEqualTo("o-1");
    }

    @Test
    void pagesAreCountedFromOne() {
        var owner = house.register();
        var provider = provider(owner);
        for (var i = 0; i < 4; i++) {
            create(provider, mail());
        }
        var second = provider.get(base(provider) + "/Users?startIndex=3&count=2").is(200).json();
        assertThat(second.get("totalResults").asInt()).isEqualTo(5);
        assertThat(second.get("startIndex").asInt()).isEqualTo(3);
        assertThat(second.get("itemsPerPage").asInt()).isEqualTo(2);
        assertThat(second.get("Resources")).hasSize(2);
        assertThat(provider.get(base(provider) + "/Users?count=0").is(200).json().get("Resources")).isEmpty();
        assertThat(provider.get(base(provider) + "/Users?startIndex=0&count=-1").is(200).json().get("totalResults").asInt()).isEqualTo(5);
        error(provider.get(base(provider) + "/Users?count=many"), 400, "invalidValue");
    }

    @Test
    void whatEntraIdAndOktaPatchIsUnderstood() {
        var owner = house.register();
        var provider = provider(owner);
        var mail = mail();
        var other = mail();
        var path = "/Users/" + create(provider, mail).get("id").asString();

        // Entra ID
        assertThat(patch(provider, path, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}").get("active").asBoolean()).isFalse();
        assertThat(patch(provider, path, "{\"op\": \"Add\", \"path\": \"active\", \"value\": \"True\"}").get("active").asBoolean()).isTrue();
        var renamed = patch(provider, path, """
                {"op": "Replace", "path": "emails[type eq \\"work\\"].value", "value": "%s"},
                {"op": "Replace", "path": "name.givenName", "value": "Augusta"},
                {"op": "Add", "path": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "value": "Mills"},
                {"op": "Replace", "path": "phoneNumbers[type eq \\"work\\"].value", "value": "1"}""".formatted(other));
        assertThat(renamed.get("emails").get(0).get("value").asString()).isEqualTo(other);
        assertThat(renamed.get("name").get("givenName").asString()).isEqualTo("Augusta");
        assertThat(patch(provider, path, "{\"op\": \"Add\", \"value\": {\"name.familyName\": \"King\", \"userName\": \"" + other + "\"}}")
                .get("name").get("familyName").asString()).isEqualTo("King");
        // Okta
        assertThat(patch(provider, path, "{\"op\": \"replace\", \"value\": {\"active\": false}}").get("active").asBoolean()).isFalse();
        assertThat(patch(provider, path, "{\"op\": \"replace\", \"value\": {\"active\": true, \"name\": {\"givenName\": \"Ada\"}}}")
                .get("name").get("givenName").asString()).isEqualTo("Ada");
        assertThat(patch(provider, path, "{\"op\": \"remove\", \"path\": \"externalId\"}").has("externalId")).isFalse();
        // Who was made by provisioning is called so everywhere.
        var member = owner.get("/v1/organizations/" + owner.organization() + "/members").json().get("items").valueStream()
                .filter(m -> m.get("email").asString().equals(other)).findFirst().orElseThrow();
        assertThat(member.get("firstName").asString() + " " + member.get("lastName").asString()).isEqualTo("Ada King");
    }

    // security.md 7
    @Test
    void deactivationEndsAccessAndOpenSocketsAndReactivationBringsBack() {
        var owner = house.register();
        var provider = provider(owner);
        var member = house.member(owner, Role.MEMBER);
        var path = "/Users/" + member.id();
        try (var live = LiveClient.open(house, member.token(), null); var ours = LiveClient.open(house, owner.token(), null)) {
            member.get("/v1/projects").is(200);
            patch(provider, path, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}");
            live.awaitClosed(4401);
            ours.entry("member.left");
            assertThat(members(owner)).doesNotContain(member.id().toString());
            house.stranger().post("/v1/auth/login", Map.of("email", member.profile().get("email").asString(), "password", "correct horse"))
                    .problem(401, "unauthenticated");
            assertThat(provider.get(base(provider) + path).is(200).json().get("active").asBoolean()).isFalse();

            patch(provider, path, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"True\"}");
            ours.entry("member.joined");
            assertThat(members(owner)).contains(member.id().toString());
            house.again(member).get("/v1/projects").is(200);
        }
    }

    // security.md 7
    @Test
    void tokensOfTheDeactivatedAreDead() {
        var owner = house.register();
        var provider = provider(owner);
        var member = house.member(owner, Role.MEMBER);
        var made = house.reauthenticate(member).post("/v1/auth/tokens", Map.of("name", "Robot", "scopes", List.of("self"))).is(201).json();
        var robot = new Client(house.url(), made.get("secret").asString(), member.profile());
        robot.get("/v1/users/me").is(200);
        send(provider, "PATCH", "/Users/" + member.id(), Map.of("Operations", List.of(Map.of("op", "replace", "value", Map.of("active", false))))).is(200);
        Await.until("the token is dead", () -> robot.get("/v1/users/me").status() == 401);
    }

    @Test
    void theLastOwnerStaysAndOwnersAreAnOwnersToDeactivate() {
        var owner = house.register();
        var provider = provider(owner);
        error(send(provider, "PATCH", "/Users/" + owner.id(), Map.of("Operations", List.of(Map.of("op", "replace", "path", "active", "value", false)))),
                409, null);
        error(send(provider, "DELETE", "/Users/" + owner.id(), null), 409, null);
        var admin = house.member(owner, Role.ADMIN);
        error(send(provider(admin), "DELETE", "/Users/" + owner.id(), null), 403, null);
        assertThat(members(owner)).contains(owner.id().toString());
    }

    @Test
    void whoIsDeletedIsGoneAndMayBeMadeAgain() {
        var owner = house.register();
        var provider = provider(owner);
        var mail = mail();
        var id = create(provider, mail).get("id").asString();
        send(provider, "DELETE", "/Users/" + id, null).is(204);
        error(provider.get(base(provider) + "/Users/" + id), 404, null);
        error(send(provider, "DELETE", "/Users/" + id, null), 404, null);
        assertThat(members(owner)).doesNotContain(id);
        assertThat(create(provider, mail).get("id").asString()).isEqualTo(id);
        assertThat(members(owner)).contains(id);
    }

    @Test
    void replacingKeepsWhoItIs() {
        var owner = house.register();
        var provider = provider(owner);
        var mail = mail();
        var made = create(provider, mail);
        var path = "/Users/" + made.get("id").asString();
        var replaced = send(provider, "PUT", path, Map.of("schemas", List.of("x"), "id", "not mine", "userName", mail, "active", true,
                "name", Map.of("givenName", "Ada", "familyName", "Byron"), "password", "secret"), "Content-Type", "application/json").is(200);
        assertThat(replaced.json().get("id")).isEqualTo(made.get("id"));
        assertThat(replaced.json().get("name").get("familyName").asString()).isEqualTo("Byron");
        assertThat(replaced.json().has("externalId")).isFalse();
        assertThat(replaced.text()).doesNotContain("secret");
        error(send(provider, "PUT", path, Map.of("userName", mail), "Content-Type", "application/scim+json", "If-Match", "W/\"1\""), 412, null);
        send(provider, "PUT", path, Map.of("userName", mail), "Content-Type", "application/scim+json", "If-Match", replaced.header("ETag")).is(200);
    }

    // security.md 31: what somebody may do is not the provider's to say
    @Test
    void rolesAndTenantsAreNotTaken() {
        var owner = house.register();
        var provider = provider(owner);
        var mail = mail();
        var id = send(provider, "POST", "/Users", Map.of("userName", mail, "role", "owner", "roles", List.of(Map.of("value", "owner")),
                "organizationId", UUID.randomUUID().toString(), "administrator", true, "made", true)).is(201).json().get("id").asString();
        var member = owner.get("/v1/organizations/" + owner.organization() + "/members").json().get("items").valueStream()
                .filter(m -> m.get("id").asString().equals(id)).findFirst().orElseThrow();
        assertThat(member.get("role").asString()).isEqualTo("member");
    }

    // security.md 29
    @Test
    void provisioningNeverReachesBeyondItsOrganization() {
        var owner = house.register();
        var provider = provider(owner);
        var stranger = house.register();
        var theirs = create(provider(stranger), mail()).get("id").asString();

        error(provider.get(base(provider) + "/Users/" + theirs), 404, null);
        error(provider.get("/v1/organizations/" + stranger.organization() + "/scim/v2/Users"), 404, null);
        error(send(provider, "DELETE", "/Users/" + stranger.id(), null), 404, null);
        error(send(provider, "PATCH", "/Users/" + theirs, Map.of("Operations", List.of(Map.of("op", "replace", "value", Map.of("active", false))))),
                404, null);
        // An account somebody has of their own is not taken.
        error(send(provider, "POST", "/Users", Map.of("userName", stranger.profile().get("email").asString())), 409, "uniqueness");
        assertThat(members(owner)).containsExactly(owner.id().toString());
    }

    // security.md 29: an address is who may reset a password
    @Test
    void onlyWhoProvisioningMadeIsRenamedByIt() {
        var owner = house.register();
        var provider = provider(owner);
        var member = house.member(owner, Role.MEMBER);
        var said = patch(provider, "/Users/" + member.id(), "{\"op\": \"replace\", \"value\": {\"userName\": \"" + mail() + "\", \"emails\": [{\"value\": \"evil@example.org\"}]}}");
        assertThat(said.get("emails").get(0).get("value").asString()).isEqualTo("evil@example.org");
        assertThat(member.get("/v1/users/me").is(200).json().get("email")).isEqualTo(member.profile().get("email"));
    }

    @Test
    void onlyWhoManagesMembersGetsIn() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        error(member.get(base(owner) + "/Users"), 403, null);
        error(house.stranger().get(base(owner) + "/Users"), 401, null);
        var narrow = house.reauthenticate(owner).post("/v1/auth/organization-tokens", Map.of("name", "x", "scopes", List.of("organization.read"))).json().get("secret").asString();
        error(new Client(house.url(), narrow, owner.profile()).get(base(owner) + "/Users"), 403, null);
    }

    @Test
    void nonsenseIsToldInTheWordsOfScim() {
        var owner = house.register();
        var provider = provider(owner);
        var path = "/Users/" + create(provider, mail()).get("id").asString();
        for (var filter : List.of("userName co \"a\"", "nickName eq \"a\"", "userName eq", "((", "userName eq \"a\" or id eq \"b\"",
                "userName eq \"' or 1=1 --\" and")) {
            error(provider.get(base(provider) + "/Users?filter=" + java.net.URLEncoder.encode(filter, java.nio.charset.StandardCharsets.UTF_8)), 400, "invalidFilter");
        }
        assertThat(find(provider, "Users", "userName eq \"' or 1=1 --\"").get("totalResults").asInt()).isZero();
        error(send(provider, "POST", "/Users", "{"), 400, "invalidSyntax");
        error(send(provider, "POST", "/Users", "[]"), 400, "invalidSyntax");
        error(send(provider, "POST", "/Users", Map.of("displayName", "x")), 400, "invalidValue");
        error(send(provider, "POST", "/Users", Map.of("userName", "no address")), 400, "invalidValue");
        error(send(provider, "POST", "/Users", Map.of("userName", mail(), "active", "perhaps")), 400, "invalidValue");
        error(send(provider, "PATCH", path, Map.of("op", "replace")), 400, "invalidSyntax");
        error(send(provider, "PATCH", path, Map.of("Operations", List.of(Map.of("op", "move", "path", "active")))), 400, "invalidSyntax");
        error(send(provider, "PATCH", path, Map.of("Operations", List.of(Map.of("op", "remove")))), 400, "noTarget");
        error(provider.get(base(provider) + "/Users/nobody"), 404, null);
    }

    @Test
    void groupsAreKeptAsTheProviderKeepsThem() {
        var owner = house.register();
        var provider = provider(owner);
        var ada = create(provider, mail()).get("id").asString();
        var bob = create(provider, mail()).get("id").asString();
        var made = send(provider, "POST", "/Groups", Map.of("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Group"), "displayName",
                "Designers", "externalId", "g-1", "members", List.of(Map.of("value", ada)))).is(201).json();
        var path = "/Groups/" + made.get("id").asString();
        assertThat(made.get("members").get(0).get("value").asString()).isEqualTo(ada);

        // Entra ID
        assertThat(patch(provider, path, "{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"$ref\": null, \"value\": \"" + bob + "\"}]}").get("members")).hasSize(2);
        assertThat(patch(provider, path, "{\"op\": \"Remove\", \"path\": \"members\", \"value\": [{\"$ref\": null, \"value\": \"" + bob + "\"}]}").get("members")).hasSize(1);
        assertThat(provider.get(base(provider) + path + "?excludedAttributes=members").is(200).json().has("members")).isFalse();
        // Okta
        assertThat(patch(provider, path, "{\"op\": \"replace\", \"value\": {\"id\": \"" + made.get("id").asString() + "\", \"displayName\": \"Artists\"}}")
                .get("displayName").asString()).isEqualTo("Artists");
        assertThat(patch(provider, path, "{\"op\": \"replace\", \"path\": \"members\", \"value\": [{\"value\": \"" + bob + "\"}]}").get("members").get(0).get("value").asString()).isEqualTo(bob);
        assertThat(patch(provider, path, "{\"op\": \"remove\", \"path\": \"members[value eq \\\"" + bob + "\\\"]\"}").get("members")).isEmpty();

        patch(provider, path, "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"" + ada + "\"}]}");
        assertThat(find(provider, "Groups", "displayName eq \"artists\"").get("totalResults").asInt()).isEqualTo(1);
        assertThat(find(provider, "Groups", "externalId eq \"g-1\" and members eq \"" + ada + "\"").get("totalResults").asInt()).isEqualTo(1);
        error(send(provider, "POST", "/Groups", Map.of("displayName", "ARTISTS")), 409, "uniqueness");
        error(send(provider, "PATCH", path, Map.of("Operations", List.of(Map.of("op", "add", "path", "members", "value",
                List.of(Map.of("value", house.register().id().toString())))))), 400, "invalidValue");
        error(send(provider, "PUT", path, Map.of("displayName", "x"), "Content-Type", "application/scim+json", "If-Match", "W/\"1\""), 412, null);
        send(provider, "DELETE", "/Users/" + ada, null).is(204);
        assertThat(provider.get(base(provider) + path).is(200).json().get("members")).isEmpty();
        send(provider, "DELETE", path, null).is(204);
        error(provider.get(base(provider) + path), 404, null);
        error(provider(house.register()).get(base(provider) + "/Groups"), 404, null);
    }

    private static List<String> team(Client owner, String name) {
        return owner.get("/v1/organizations/" + owner.organization() + "/teams").is(200).json().get("items").valueStream()
                .filter(t -> t.get("name").asString().equals(name)).findFirst()
                .map(t -> t.get("memberIds").valueStream().map(m -> m.asString()).toList()).orElse(null);
    }

    @Test
    void aGroupIsATeamOfThoseWhoAreHere() {
        var owner = house.register();
        var provider = provider(owner);
        var ada = create(provider, mail()).get("id").asString();
        var path = "/Groups/" + send(provider, "POST", "/Groups", Map.of("displayName", "Designers", "members", List.of(Map.of("value", ada),
                Map.of("value", owner.id().toString())))).is(201).json().get("id").asString();
        assertThat(team(owner, "Designers")).containsExactlyInAnyOrder(ada, owner.id().toString());

        patch(provider, "/Users/" + ada, "{\"op\": \"replace\", \"value\": {\"active\": false}}");
        assertThat(team(owner, "Designers")).containsExactly(owner.id().toString());
        assertThat(provider.get(base(provider) + path).is(200).json().get("members")).hasSize(2);
        patch(provider, "/Users/" + ada, "{\"op\": \"replace\", \"value\": {\"active\": true}}");
        assertThat(team(owner, "Designers")).containsExactlyInAnyOrder(ada, owner.id().toString());

        owner.post("/v1/organizations/" + owner.organization() + "/teams", Map.of("name", "Owners' own", "memberIds", List.of())).is(201);
        error(send(provider, "POST", "/Groups", Map.of("displayName", "owners' own")), 409, "uniqueness");
        send(provider, "DELETE", path, null).is(204);
        assertThat(team(owner, "Designers")).isNull();
    }

    @Test
    void discoverySaysWhatThereIs() {
        var provider = provider(house.register());
        var config = provider.get(base(provider) + "/ServiceProviderConfig").is(200).json();
        assertThat(config.get("patch").get("supported").asBoolean()).isTrue();
        assertThat(config.get("bulk").get("supported").asBoolean()).isFalse();
        assertThat(provider.get(base(provider) + "/ResourceTypes").is(200).json().get("totalResults").asInt()).isEqualTo(2);
        assertThat(provider.get(base(provider) + "/ResourceTypes/User").is(200).json().get("endpoint").asString()).isEqualTo("/Users");
        assertThat(provider.get(base(provider) + "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group").is(200).json().get("name").asString()).isEqualTo("Group");
        error(provider.get(base(provider) + "/Schemas/urn:nothing"), 404, null);
    }
}
