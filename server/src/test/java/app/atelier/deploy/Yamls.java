package app.atelier.deploy;

import java.util.List;
import java.util.Map;

/** Ways into nested maps and lists as a YAML parser makes them; what is missing is empty. */
final class Yamls {

    private Yamls() {
    }

    static Object at(Object node, String... path) {
        var here = node;
        for (var step : path) {
            here = switch (here) {
                case Map<?, ?> map -> map.get(step);
                case List<?> list -> Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
                case null, default -> null;
            };
        }
        return here;
    }

    static String text(Object node, String... path) {
        return String.valueOf(at(node, path));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node, String... path) {
        return at(node, path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    static List<?> list(Object node, String... path) {
        return at(node, path) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object node, String... path) {
        return (List<Map<String, Object>>) list(node, path);
    }
}
