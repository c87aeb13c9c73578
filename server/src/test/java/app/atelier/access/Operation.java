package app.atelier.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import app.atelier.House;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * An operation as the API document of the running house tells it, and what it needs.
 *
 * @param needs null when it is open to everybody
 */
record Operation(String method, String path, JsonNode spec, JsonNode document, Permission needs) {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final int DEEPEST = 6;

    /** Every operation of the document. One that the policy does not know fails whoever asks. */
    static List<Operation> all(House house) {
        var document = house.stranger().get("/v1/openapi.json").is(200).json();
        var needs = needs(house);
        var operations = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(e -> METHODS.contains(e.getKey())).forEach(e -> {
                    var method = e.getKey().toUpperCase(Locale.ROOT);
                    var key = method + " " + path.getKey();
                    var known = needs.get(key);
                    if (known == null || known.size() != 1) {
                        throw new AssertionError(key + (known == null ? " is in the API document and not in the policy"
                                : " needs several permissions: " + known));
                    }
                    var word = known.iterator().next();
                    operations.add(new Operation(method, path.getKey(), e.getValue(), document,
                            word.isEmpty() ? null : Permission.of(word)));
                }));
        return List.copyOf(operations);
    }

    private static Map<String, Set<String>> needs(House house) {
        var needs = new HashMap<String, Set<String>>();
        house.context().getBeansOfType(RequestMappingHandlerMapping.class).values().forEach(mapping ->
                mapping.getHandlerMethods().forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("app.atelier.")) {
                        var requires = method.getMethodAnnotation(Requires.class);
                        info.getPatternValues().forEach(pattern -> info.getMethodsCondition().getMethods().forEach(verb ->
                                needs.computeIfAbsent(verb + " " + pattern.replaceAll("\\{(\\w+):[^}]*}", "{$1}"), _ -> new HashSet<>())
                                        .add(requires == null ? "" : requires.value().word())));
                    }
                }));
        return needs;
    }

    String name() {
        return method + " " + path;
    }

    boolean changes() {
        return !method.equals("GET");
    }

    /** Names of what stands in braces in the path. */
    List<String> pathParameters() {
        return PARAMETER.matcher(path).results().map(m -> m.group(1)).toList();
    }

    /** The word before a parameter of the path, which says what it is an id of. */
    String before(String parameter) {
        var words = List.of(path.split("/"));
        return words.get(words.indexOf("{" + parameter + "}") - 1);
    }

    List<String> queryParameters(boolean ids) {
        return parameters("query").filter(p -> ids == isId(p.path("schema"))).map(p -> p.get("name").asString()).toList();
    }

    List<String> requiredQueryParameters() {
        return parameters("query").filter(p -> p.path("required").asBoolean(false)).map(p -> p.get("name").asString()).toList();
    }

    private Stream<JsonNode> parameters(String in) {
        return spec.path("parameters").valueStream().filter(p -> p.path("in").asString("").equals(in));
    }

    /** The schema of the JSON it takes; null when it takes none. */
    JsonNode body() {
        var schema = spec.path("requestBody").path("content").path("application/json").path("schema");
        return schema.isMissingNode() ? null : resolve(schema);
    }

    boolean takesSomethingElse() {
        return body() == null && spec.has("requestBody");
    }

    /** Names of the fields of its body that hold an id or several, at any depth; without what clients make up themselves. */
    Set<String> idFields() {
        var names = new TreeSet<String>();
        if (body() != null) {
            collect(body(), names, 0);
        }
        names.remove("id");
        return names;
    }

    private void collect(JsonNode schema, Set<String> names, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        resolve(schema).path("properties").properties().forEach(field -> {
            var value = unwrapped(field.getValue());
            if (isId(value) || isId(unwrapped(value.path("items")))) {
                names.add(field.getKey());
            } else {
                collect(value, names, depth + 1);
                collect(value.path("items"), names, depth + 1);
            }
        });
    }

    /** A body with something in every field. {@code {name}} stands where an id goes. */
    String madeUp() {
        return madeUp(body(), "", 0);
    }

    private String madeUp(JsonNode wrapped, String name, int depth) {
        var schema = unwrapped(wrapped);
        if (isId(schema)) {
            return "\"{" + name + "}\"";
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0).toString();
        }
        return switch (type(schema)) {
            case "array" -> depth > DEEPEST ? "[]" : "[" + madeUp(schema.path("items"), name, depth + 1) + "]";
            case "integer", "number" -> String.valueOf(Math.max(1, schema.path("minimum").asLong(1)));
            case "boolean" -> "false";
            case "string" -> switch (schema.path("format").asString("")) {
                case "date" -> "\"2026-06-01\"";
                case "date-time" -> "\"2026-06-01T08:00:00Z\"";
                case "email" -> "\"{email}\"";
                default -> "\"{word}\"";
            };
            default -> {
                var fields = new ArrayList<String>();
                if (depth <= DEEPEST) {
                    schema.path("properties").properties().stream().filter(f -> !f.getKey().equals("id")).forEach(f ->
                            fields.add("\"" + f.getKey() + "\":" + madeUp(f.getValue(), f.getKey(), depth + 1)));
                }
                yield "{" + String.join(",", fields) + "}";
            }
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).filter(t -> !t.equals("null")).findFirst().orElse("object")
                : type.asString("object");
    }

    private static boolean isId(JsonNode schema) {
        return schema.path("format").asString("").equals("uuid");
    }

    /** What a merge patch may set stands in a wrapper that says whether it is there. */
    private JsonNode unwrapped(JsonNode schema) {
        var resolved = resolve(schema);
        var properties = resolved.path("properties");
        return properties.size() == 1 && properties.has("value") && schema.path("$ref").asString("").contains("/Maybe")
                ? unwrapped(properties.get("value")) : resolved;
    }

    private JsonNode resolve(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        if (!reference.isEmpty()) {
            return resolve(document.at(reference.substring(1)));
        }
        var one = schema.has("oneOf") ? schema.get("oneOf") : schema.path("anyOf");
        return one.valueStream().filter(s -> !s.path("type").asString("").equals("null")).findFirst().map(this::resolve).orElse(schema);
    }

    @Override
    public String toString() {
        return name();
    }
}
