package app.atelier.catalog.templates;

import java.util.UUID;

import app.atelier.platform.journal.JournalEntry;

/** A project template that a service can be made from. */
public record Template(UUID id, int version, String name, String origin) {

    /** The template that a {@code template.published} entry tells of. */
    public static Template of(JournalEntry entry) {
        var data = entry.data();
        return new Template(UUID.fromString(data.get("templateId").asString()), data.get("version").asInt(),
                data.get("name").asString(), data.get("origin").asString());
    }
}
