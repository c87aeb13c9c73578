package app.atelier.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * security.md 30: every operation of the API document, asked by everybody. Who may not is refused; who may never is.
 */
class FunctionAccessTest {

    /** What asks for more than its permission: why. */
    private static final Map<String, String> ASKS_FOR_MORE = Map.of(
            "POST /v1/organizations/{orgId}/invitations", "gives the permissions of the role",
            "POST /v1/organizations/{orgId}/invitation-links", "gives the permissions of the role",
            "PATCH /v1/organizations/{orgId}/members/{personId}", "gives and takes permissions",
            "DELETE /v1/organizations/{orgId}/members/{personId}", "leaving is for everybody, taking others out is not",
            "DELETE /v1/files/{id}", "is for who attached it, or an admin",
            "PUT /v1/comments/{id}", "is for its author",
            "DELETE /v1/comments/{id}", "is for its author, or an admin",
            "POST /v1/projects/templates", "reads the project it is made from");

    /** Operations after which an organization is not what it was. */
    private static final Pattern SETTLES = Pattern.compile("^/v1/organizations/\\{orgId}(/(ownership|membership|deletion))?$");

    private static List<Operation> operations;
    private static World world;

    @BeforeAll
    static void everybodyIsThere() {
        operations = Operation.all(House.all()).stream().filter(o -> o.needs() != null).toList();
        world = new World().without("webhook");
    }

    @Test
    void everyOperationIsAsked() {
        assertThat(operations).hasSizeGreaterThan(70);
        assertThat(operations).allSatisfy(operation -> assertThat(Call.of(operation)).isNotEmpty());
    }

    // security.md 30
    @Test
    void whoIsNobodyIsRefused() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            for (var call : Call.of(operation)) {
                expect(wrong, "nobody", operation, call.send(world.house.stranger(), world), 401);
            }
        }
        assertThat(wrong).isEmpty();
    }

    // security.md 30
    @Test
    void aTokenThatLeavesThePermissionOutIsRefused() {
        var narrow = world.with(world.owner, Role.OWNER, Policy.of(Role.OWNER), Set.of());
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            for (var call : Call.of(operation)) {
                expect(wrong, "a token without scope", operation, call.send(narrow, world), 403);
            }
        }
        assertThat(wrong).isEmpty();
    }

    // security.md 30
    @Test
    void eachRoleMayWhatTheTableSaysAndNothingElse() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            for (var role : List.of(Role.GUEST, Role.MEMBER, Role.ADMIN, Role.OWNER)) {
                for (var call : Call.of(operation)) {
                    if (Policy.allows(role, operation.needs()) && operation.needs() != Permission.SYSTEM_MANAGE) {
                        allowed(wrong, role.word(), operation, call, world.people.get(role),
                                ASKS_FOR_MORE.containsKey(operation.name()) && !role.atLeast(Role.ADMIN));
                    } else {
                        refused(wrong, role.word(), operation, call, world.people.get(role));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    // security.md 30
    @Test
    void thePermissionAloneIsEnoughAndAllOthersAreNot() {
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            var needs = operation.needs();
            if (!needs.grantable() || Policy.allows(Role.GUEST, needs)) {
                continue;
            }
            // It may be another world than a moment ago.
            var member = world.people.get(Role.MEMBER);
            var one = world.with(member, Role.MEMBER, Policy.custom(Set.of(needs)), null);
            var others = java.util.EnumSet.allOf(Permission.class);
            others.remove(needs);
            var without = world.with(member, Role.MEMBER, others, null);
            for (var call : Call.of(operation)) {
                refused(wrong, "all but " + needs.word(), operation, call, without);
                if (needs.reach() == Permission.Reach.ORGANIZATION && !ASKS_FOR_MORE.containsKey(operation.name())) {
                    allowed(wrong, "only " + needs.word(), operation, call, one, false);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void allowed(List<String> wrong, String who, Operation operation, Call call, Client client, boolean mayBeMore) {
        if (operation.needs().reach() == Permission.Reach.PROJECT && operation.changes()) {
            world.mend(operation, client);
        }
        var answer = call.send(client, world);
        if (answer.status() == 403 && answer.text().contains("/problems/forbidden") && !mayBeMore || answer.status() >= 500) {
            wrong.add(who + " may: " + answer.request() + " answered " + answer.status() + " " + answer.text());
        }
        if (operation.changes() && answer.status() < 300) {
            if (operation.path().startsWith("/v1/auth") || SETTLES.matcher(operation.path()).find()) {
                world = new World().without("webhook");
            } else {
                world.mend(operation, world.owner);
            }
        }
    }

    /** A list of what one sees in all projects is empty for who sees none. */
    private static void refused(List<String> wrong, String who, Operation operation, Call call, Client client) {
        var answer = call.send(client, world);
        var empty = operation.needs().reach() == Permission.Reach.PROJECT && !operation.changes() && answer.status() == 200
                && answer.json().path("items").isArray() && answer.json().get("items").valueStream().noneMatch(i -> i.toString().contains(world.value("project")));
        if (!empty && !Set.of(401, 403, 404).contains(answer.status())) {
            wrong.add(who + " may not: " + answer.request() + " answered " + answer.status() + " " + answer.text());
        }
    }

    private static void expect(List<String> wrong, String who, Operation operation, Client.Answer answer, int status) {
        if (answer.status() != status) {
            wrong.add(who + ": " + operation + " answered " + answer.status() + " " + answer.text());
        }
    }
}
