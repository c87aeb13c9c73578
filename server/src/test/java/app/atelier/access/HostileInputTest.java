package app.atelier.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import app.atelier.House;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fields nobody asked for, and words that mean something to a database, in every operation of the API document. */
class HostileInputTest {

    /** What somebody would like to set: to be another organization's, an owner, or cheaper. */
    private static final List<String> FIELDS = List.of("organizationId", "role", "price", "status", "administrator", "createdBy", "permissions");

    private static final List<String> SQL = List.of("' or '1'='1", "1; drop table users.person; --", "name desc, (select pg_sleep(20))",
            "%' union select null::text --", "\\' or 1=1 --", "$$ or 1=1 $$", "a\u0000b");

    private static List<Operation> operations;
    private static World world;

    @BeforeAll
    static void read() {
        operations = Operation.all(House.all());
        world = new World();
    }

    // security.md 31
    @Test
    void fieldsNobodyAskedForAreRefusedByName() {
        var wrong = new ArrayList<String>();
        var asked = 0;
        for (var operation : operations) {
            // SCIM passes over what it does not know (RFC 7644 §3.3), to no effect: ScimApiTest shows it.
            if (operation.body() == null || !operation.body().has("properties") || operation.path().contains("/scim/")) {
                continue;
            }
            for (var field : FIELDS) {
                if (operation.body().get("properties").has(field)) {
                    continue;
                }
                asked++;
                var call = Call.of(operation).getFirst();
                var body = call.body().strip();
                var more = new Call(operation, "{\"" + field + "\": \"owner\"" + (body.equals("{}") ? "}" : ", " + body.substring(1)));
                var answer = more.send(operation.needs() == null ? world.house.stranger() : world.owner, world);
                if (answer.status() != 400 || !answer.text().contains("\"" + field + "\"")) {
                    wrong.add(operation + " with " + field + " answered " + answer.status() + " " + answer.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    // security.md 32
    @Test
    void sqlInAnyParameterIsAWordLikeAnyOther() {
        var wrong = new ArrayList<String>();
        var people = count();
        for (var operation : operations) {
            var who = operation.needs() == null ? world.house.stranger() : world.owner;
            var places = new ArrayList<>(operation.queryParameters(false));
            places.addAll(operation.queryParameters(true));
            places.addAll(operation.pathParameters());
            for (var parameter : places) {
                for (var words : SQL) {
                    var answer = send(operation, parameter, words, who);
                    if (answer.status() >= 500) {
                        wrong.add(operation + " with " + parameter + "=" + words + " answered " + answer.status() + " " + answer.text());
                    }
                    if (parameter.equals("q") && answer.status() == 200 && !answer.json().path("items").isEmpty()) {
                        wrong.add(operation + " found something by " + words + ": " + answer.text());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count()).isGreaterThanOrEqualTo(people);
    }

    private static app.atelier.Client.Answer send(Operation operation, String parameter, String words, app.atelier.Client who) {
        var encoded = URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
        if (operation.pathParameters().contains(parameter)) {
            return Call.of(operation).getFirst().send(who, world, new Call.Place("path", parameter, ""), encoded);
        }
        var path = operation.path();
        for (var p : operation.pathParameters()) {
            path = path.replace("{" + p + "}", world.value(Samples.AFTER.getOrDefault(operation.before(p), "word")));
        }
        var others = operation.requiredQueryParameters().stream().filter(q -> !q.equals(parameter))
                .map(q -> "&" + q + "=" + world.value(Samples.NAMED.getOrDefault(q, "word"))).toList();
        return who.send(operation.method(),
                path + "?" + parameter + "=" + encoded + String.join("", others), null);
    }

    private static int count() {
        return world.house.bean(app.atelier.platform.db.Db.class).shared(tx ->
                tx.sql().resultQuery("select count(*)::int from users.person").fetchOne(0, Integer.class));
    }
}
