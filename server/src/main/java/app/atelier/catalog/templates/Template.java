package app.atelier.catalog.templates;

import java.util.ArrayList;
import java.util.UUID;

import app.atelier.platform.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A project template that a service can be made from.
 *
 * @param contents null where the entry did not tell
 */
public record Template(UUID id, int version, String name, String origin, @Nullable Contents contents) {

    /** The template that a {@code template.published} entry tells of. */
    public static Template of(JournalEntry entry) {
        var data = entry.data();
        return new Template(UUID.fromString(data.get("templateId").asString()), data.get("version").asInt(),
                data.get("name").asString(), data.get("origin").asString(), contents(data));
    }

    private static @Nullable Contents contents(JsonNode data) {
        if (!data.path("outline").isArray()) {
            return null;
        }
        var milestones = new ArrayList<Contents.Milestone>();
        for (var part : data.path("outline")) {
            var description = part.path("description");
            milestones.add(new Contents.Milestone(part.path("name").asString(""),
                    description.isString() ? description.asString() : null));
        }
        return new Contents(data.path("durationDays").asInt(0), data.path("tasks").asInt(0), milestones);
    }
}
