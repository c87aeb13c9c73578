package app.atelier.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * security.md 29: an id of another organization, or of a project one may not see, in every place of every operation
 * where an id goes, bulk arrays included. It answers like an id that belongs to nothing, and changes nothing.
 */
class ObjectAccessTest {

    /** What is found before an organization is known: its id cannot be taken twice. */
    private static final Set<String> GLOBAL = Set.of("POST /v1/organizations", "POST /v1/auth/connections");

    private static List<Operation> operations;
    private World mine;
    private World theirs;
    private World others;

    @BeforeAll
    static void read() {
        operations = Operation.all(House.all()).stream()
                .filter(o -> o.needs() != null && o.needs() != Permission.SYSTEM_MANAGE).toList();
    }

    @BeforeEach
    void twoOrganizations() {
        mine = new World();
        theirs = new World();
        others = new World();
    }

    // security.md 29
    @Test
    void anIdOfAnotherOrganizationIsLikeNone() {
        var wrong = new ArrayList<String>();
        var before = theirs.settled();
        var places = 0;
        for (var operation : operations) {
            for (var call : Call.of(operation)) {
                for (var place : call.places()) {
                    places++;
                    var ownChoice = place.name().equals("id") && !place.where().equals("path");
                    if (ownChoice && !GLOBAL.contains(operation.name())) {
                        // Of a third one, and another each time: what was made under it is the owner's own from then on.
                        others.mend(operation, others.owner);
                        compare(wrong, "owner", call, place, mine.owner, mine, others.value(sameKind(operation)));
                    } else if (!ownChoice) {
                        compare(wrong, "owner", call, place, mine.owner, mine, theirs.value(place.what()));
                    }
                }
            }
            var after = theirs.checksum();
            if (!after.equals(before)) {
                wrong.add(operation + " changed a row of the other organization: " + difference(before, after));
                before = theirs.settled();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(places).isGreaterThan(100);
    }

    // security.md 29
    @Test
    void whatAGuestWasNotGivenIsLikeNone() {
        unseen(theirs.people.get(Role.GUEST));
    }

    // security.md 29
    @Test
    void aRestrictedProjectIsLikeNoneForAMemberWhoIsNotInIt() {
        theirs.owner.patch("/v1/projects/" + theirs.value("project"), Map.of("restricted", true)).is(200);
        unseen(theirs.people.get(Role.MEMBER));
    }

    private void unseen(Client who) {
        var wrong = new ArrayList<String>();
        var before = theirs.settled();
        for (var operation : operations) {
            if (operation.needs().reach() != Permission.Reach.PROJECT) {
                continue;
            }
            for (var call : Call.of(operation)) {
                for (var place : call.places()) {
                    if (!place.what().equals("person") && !place.what().equals("team") && !place.what().equals("template")
                            && !place.name().equals("id")) {
                        compare(wrong, "somebody inside", call, place, who, theirs, theirs.value(place.what()));
                    }
                }
            }
            var after = theirs.checksum();
            if (!after.equals(before)) {
                wrong.add(operation + " changed a row: " + difference(before, after));
                before = theirs.settled();
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(List<String> wrong, String who, Call call, Call.Place place, Client client, World own, String foreign) {
        var nobodys = UUID.randomUUID().toString();
        var nothing = call.send(client, own, place, nobodys);
        mend(call, nothing, own, client);
        var answer = call.send(client, own, place, foreign);
        mend(call, answer, own, client);
        var said = who + ": " + call.operation() + " with a foreign id in " + place + " answered " + answer.status() + " " + answer.text();
        if (answer.status() != nothing.status()) {
            wrong.add(said + " instead of " + nothing.status() + " " + nothing.text());
        } else if (answer.status() >= 500) {
            wrong.add(said);
        } else if (answer.status() < 300 && place.where().equals("path") && !place.what().equals("nothing")) {
            wrong.add(said + ", and should not have been found");
        } else if (!(answer.status() < 300 && call.operation().changes())
                && !neutral(answer, foreign).equals(neutral(nothing, nobodys))) {
            wrong.add(said + " instead of " + nothing.text());
        }
    }

    private static void mend(Call call, Client.Answer answer, World own, Client client) {
        if (call.operation().changes() && answer.status() < 300 && client == own.owner) {
            own.mend(call.operation(), client);
        }
    }

    /** What is made under an id of one's own choosing: the other organization's thing of the same kind. */
    private static String sameKind(Operation operation) {
        var words = operation.path().split("/");
        return Samples.AFTER.getOrDefault(words[words.length - 1], "task");
    }

    private static String neutral(Client.Answer answer, String id) {
        return answer.text().replace(id, "OTHER").replaceAll("\"requestId\":\"[^\"]*\"", "").replaceAll("w[0-9a-f]{8}-[0-9a-f-]+", "WORD")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "OTHER");
    }

    private static String difference(String before, String after) {
        var known = List.of(before.split(" "));
        return String.join(", ", List.of(after.split(" ")).stream().filter(t -> !known.contains(t)).toList());
    }
}
