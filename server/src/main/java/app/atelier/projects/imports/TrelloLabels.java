package app.atelier.projects.imports;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Trello's thirty colours as Atelier's ten; a label without a name is called by its colour. */
final class TrelloLabels {

    private static final Map<String, String> COLORS = Map.of(
            "green", "green", "yellow", "amber", "orange", "orange", "red", "red", "purple", "violet",
            "blue", "blue", "sky", "teal", "lime", "green", "pink", "pink", "black", "gray");

    private TrelloLabels() {
    }

    static ImportPlan.Label label(String id, @Nullable String name, @Nullable String color) {
        var paint = Objects.requireNonNullElse(color, "");
        var line = Limits.line(Objects.requireNonNullElse(name, ""), Limits.LABEL_NAME);
        if (line.isEmpty()) {
            var words = Limits.line(paint.replace('_', ' '), Limits.LABEL_NAME);
            line = words.isEmpty() ? "No name" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
        return new ImportPlan.Label(id, line, COLORS.getOrDefault(paint.replaceFirst("_(dark|light)$", ""), "gray"));
    }
}
