package app.atelier.catalog.templates;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a service's project contains, for who thinks of buying it.
 *
 * @param durationDays from the project's first day to the day after its last
 * @param tasks        how many
 */
public record Contents(int durationDays, int tasks, List<Milestone> milestones) {

    public record Milestone(String name, @Nullable String description) {
    }
}
