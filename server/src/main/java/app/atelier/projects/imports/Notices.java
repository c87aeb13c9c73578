package app.atelier.projects.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what could not be imported; the same thing said of many places is said once, with the number. */
final class Notices {

    private static final int EACH = 20;
    private static final int ALL = 500;

    private final Map<String, List<String>> places = new LinkedHashMap<>();

    void add(String at, String message) {
        places.computeIfAbsent(message, _ -> new ArrayList<>()).add(at);
    }

    List<ImportPlan.Notice> list() {
        var result = new ArrayList<ImportPlan.Notice>();
        places.forEach((message, at) -> {
            at.stream().limit(at.size() > EACH ? 1 : EACH).forEach(a -> result.add(new ImportPlan.Notice(a,
                    at.size() > EACH ? message + " (and in %,d more places)".formatted(at.size() - 1) : message)));
        });
        if (result.size() <= ALL) {
            return List.copyOf(result);
        }
        var cut = new ArrayList<>(result.subList(0, ALL));
        cut.add(new ImportPlan.Notice("", "%,d more notices are left out".formatted(result.size() - ALL)));
        return List.copyOf(cut);
    }
}
