package app.atelier.projects.templates;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/**
 * There is a template, or a newer version of one.
 *
 * @param outline its milestones in order: what a public page may tell of it
 */
public record TemplatePublished(UUID templateId, int version, String name, String description, String origin,
        int milestones, int tasks, int durationDays, List<Part> outline) implements Event {

    public record Part(String name, @Nullable String description) {
    }

    public static final String TYPE = "template.published";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "template", templateId, Audience.ORGANIZATION);
    }
}
