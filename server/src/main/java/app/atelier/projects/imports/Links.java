package app.atelier.projects.imports;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Attachments as a Markdown list of links. Only web addresses become links; other schemes stay text. */
final class Links {

    private final StringBuilder markdown = new StringBuilder();
    private int count;

    void add(@Nullable String name, @Nullable String url) {
        var address = Objects.requireNonNullElse(url, "").strip();
        var label = Limits.line(Objects.requireNonNullElse(name, ""), 200);
        if (label.isEmpty()) {
            label = address.isEmpty() ? "attachment" : Limits.line(address, 200);
        }
        markdown.append(count == 0 ? "\n\n**Attachments**\n" : "").append("\n- ").append(link(label, address));
        count++;
    }

    static String link(String label, String url) {
        var text = label.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
        if (!url.matches("https?://\\S{1,2000}")) {
            return text;
        }
        return "[" + text + "](<" + url.replace("<", "%3C").replace(">", "%3E") + ">)";
    }

    int count() {
        return count;
    }

    String markdown() {
        return markdown.toString();
    }
}
