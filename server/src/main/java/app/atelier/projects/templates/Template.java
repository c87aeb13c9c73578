package app.atelier.projects.templates;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A template as lists show it.
 *
 * @param version    the newest
 * @param milestones how many it has
 * @param tasks      how many it has, subtasks included
 * @param origin     {@code shipped} with Atelier or the organization's {@code own}
 * @param body       what it makes; only where one template is asked for
 */
public record Template(UUID id, String name, String description, int version, int milestones, int tasks,
        int durationDays, String origin, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TemplateBody body) {
}
