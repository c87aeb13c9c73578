package app.atelier.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.atelier.Client;

/**
 * A request that an operation is made with, with the places where ids go.
 *
 * @param body null for none; with placeholders such as {@code {project}}
 */
record Call(Operation operation, String body) {

    private static final Pattern PLACE = Pattern.compile("\"\\{(\\w+)}\"");
    private static final List<String> WORDS = List.of("word", "email", "slug", "stream", "report");

    /**
     * One place for an id.
     *
     * @param where {@code path}, {@code query} or {@code body}
     * @param name  the parameter, or which placeholder of the body, counted from 0
     * @param what  what it is an id of
     */
    record Place(String where, String name, String what) {
        @Override
        public String toString() {
            return where + " " + name;
        }
    }

    /** The requests an operation is tried with. */
    static List<Call> of(Operation operation) {
        if (operation.body() == null) {
            return List.of(new Call(operation, null));
        }
        var known = Samples.BODIES.get(operation.name());
        var bodies = known != null ? known : List.of(named(operation));
        var told = bodies.stream().collect(Collectors.joining());
        for (var field : operation.idFields()) {
            if (!told.contains("\"" + field + "\"")) {
                throw new AssertionError("The sample of " + operation + " leaves out " + field + ", which holds ids; add it to Samples.BODIES");
            }
        }
        return bodies.stream().map(body -> new Call(operation, body)).toList();
    }

    /** Made up from the document, with what its fields say by their names. */
    private static String named(Operation operation) {
        return PLACE.matcher(operation.madeUp()).replaceAll(m -> Matcher.quoteReplacement("\"{"
                + (WORDS.contains(m.group(1)) ? m.group(1) : what(operation, m.group(1))) + "}\""));
    }

    private static String what(Operation operation, String field) {
        var what = Samples.NAMED.get(field);
        if (what == null) {
            throw new AssertionError("Nobody knows what " + field + " of " + operation + " is an id of; add it to Samples.NAMED");
        }
        return what;
    }

    private static String whatOfPath(Operation operation, String parameter) {
        var what = parameter.equals("provider") ? "word" : Samples.AFTER.get(operation.before(parameter));
        if (what == null) {
            throw new AssertionError("Nobody knows what {" + parameter + "} of " + operation + " is an id of; add “"
                    + operation.before(parameter) + "” to Samples.AFTER");
        }
        return what;
    }

    List<Place> places() {
        var places = new ArrayList<Place>();
        operation.pathParameters().forEach(p -> places.add(new Place("path", p, whatOfPath(operation, p))));
        operation.queryParameters(true).forEach(q -> places.add(new Place("query", q, what(operation, q))));
        if (body != null) {
            var kinds = PLACE.matcher(body).results().map(m -> m.group(1)).toList();
            for (var i = 0; i < kinds.size(); i++) {
                places.add(new Place("body", String.valueOf(i), kinds.get(i)));
            }
            if (operation.body().path("properties").has("id") && !operation.method().equals("PUT")) {
                places.add(new Place("body", "id", "nothing"));
            }
        }
        return places.stream().filter(p -> !WORDS.contains(p.what())).toList();
    }

    Client.Answer send(Client who, World world) {
        return send(who, world, null, null);
    }

    /** With {@code id} at the place, and ids of {@code world} elsewhere. */
    Client.Answer send(Client who, World world, Place at, String id) {
        var path = operation.path();
        for (var parameter : operation.pathParameters()) {
            path = path.replace("{" + parameter + "}", at(at, "path", parameter) ? id : world.value(whatOfPath(operation, parameter)));
        }
        var query = new ArrayList<String>();
        for (var parameter : operation.queryParameters(true)) {
            if (at(at, "query", parameter)) {
                query.add(parameter + "=" + id);
            } else if (operation.requiredQueryParameters().contains(parameter)) {
                query.add(parameter + "=" + world.value(what(operation, parameter)));
            }
        }
        operation.requiredQueryParameters().stream().filter(operation.queryParameters(false)::contains).forEach(parameter ->
                query.add(parameter + "=" + (Samples.NAMED.containsKey(parameter) ? world.value(what(operation, parameter)) : "csv")));
        var address = query.isEmpty() ? path : path + "?" + String.join("&", query);
        if (operation.takesSomethingElse()) {
            return who.send(operation.method(), address, ("hello " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8),
                    "Content-Type", "application/octet-stream");
        }
        return who.send(operation.method(), address, body == null ? null : filled(world, at, id));
    }

    private static boolean at(Place place, String where, String name) {
        return place != null && place.where().equals(where) && place.name().equals(name);
    }

    private String filled(World world, Place at, String id) {
        var count = new int[1];
        var text = PLACE.matcher(body).replaceAll(m -> "\""
                + (at(at, "body", String.valueOf(count[0]++)) ? id : world.value(m.group(1))) + "\"");
        return at(at, "body", "id") ? text.replaceFirst("\\{", "{\"id\": \"" + id + "\"" + (text.strip().equals("{}") ? "" : ",")) : text;
    }
}
