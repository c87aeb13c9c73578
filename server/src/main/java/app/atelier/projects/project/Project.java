package app.atelier.projects.project;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.projects.ProjectRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A project whole: what lists show, and what belongs to it.
 *
 * @param description Markdown
 * @param statuses    in the order of the board
 * @param members     those who were added to it, in the order of their ids, and as what
 * @param teams       teams whose people are all in it
 * @param restricted  whether it is closed to those of the organization who are not in it
 * @param createdBy   null when the house made it, from an order
 */
public record Project(@JsonUnwrapped ProjectSummary summary, String description, List<Status> statuses,
        List<Label> labels, List<Milestone> milestones, List<ProjectMember> members, List<ProjectTeam> teams,
        boolean restricted, @Nullable UUID createdBy, Instant createdAt) {

    /** An open project that nobody was added to yet. */
    public Project(ProjectSummary summary, String description, List<Status> statuses, List<Label> labels,
            List<Milestone> milestones, @Nullable UUID createdBy, Instant createdAt) {
        this(summary, description, statuses, labels, milestones, List.of(), List.of(), false, createdBy, createdAt);
    }

    /** The ids of its members. */
    @JsonProperty("memberIds")
    public List<UUID> memberIds() {
        return members.stream().map(ProjectMember::personId).toList();
    }

    /** Who makes a project and could not change it otherwise leads it. */
    public Project foundedBy(Caller caller) {
        if (caller.permissions().contains(Permission.WORK_READ) && caller.permissions().contains(Permission.PROJECT_MANAGE)) {
            return this;
        }
        return new Project(summary, description, statuses, labels, milestones,
                List.of(new ProjectMember(caller.person(), ProjectRole.LEAD)), teams, restricted, createdBy, createdAt);
    }

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
