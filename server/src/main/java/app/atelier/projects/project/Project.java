package app.atelier.projects.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A project whole: what lists show, and what belongs to it.
 *
 * @param description Markdown
 * @param statuses    in the order of the board
 * @param memberIds   guests who may see it, and those who follow it most closely
 * @param createdBy   null when the house made it, from an order
 */
public record Project(@JsonUnwrapped ProjectSummary summary, String description, List<Status> statuses,
        List<Label> labels, List<Milestone> milestones, List<UUID> memberIds, @Nullable UUID createdBy,
        Instant createdAt) {

    public UUID id() {
        return summary.id();
    }

    public String key() {
        return summary.key();
    }

    public String name() {
        return summary.name();
    }

    public @Nullable LocalDate startDate() {
        return summary.startDate();
    }

    public int version() {
        return summary.version();
    }
}
