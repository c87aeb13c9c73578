package app.atelier.projects.project;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What can happen to a project and its parts. Everything is for those who may see the project. */
public final class ProjectEvents {

    private ProjectEvents() {
    }

    /** Those who may see this project. */
    public static String audienceOf(UUID projectId) {
        return Audience.of("project", projectId);
    }

    public record ProjectCreated(Project project) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("project.created", "project", project.id(), audienceOf(project.id()));
        }
    }

    /** The fields that changed, with their values before and after. */
    public record ProjectChanged(UUID projectId, String name, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("project.changed", "project", projectId, audienceOf(projectId));
        }
    }

    /** Gone to the trash, where it stays 30 days. */
    public record ProjectDeleted(UUID projectId, String name) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("project.deleted", "project", projectId, audienceOf(projectId));
        }
    }

    public record ProjectRestored(UUID projectId, Project project) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("project.restored", "project", projectId, audienceOf(projectId));
        }
    }

    /** Deleted for good, after 30 days in the trash; what lies at these tasks has lost its place. */
    public record TrashEmptied(@JsonIgnore UUID organizationId, List<UUID> taskIds, List<UUID> projectIds) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("trash.emptied", "organization", organizationId, Audience.ORGANIZATION);
        }
    }

    /** What happened to a part of a project. */
    public enum Happened {
        CREATED, CHANGED, DELETED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code before} is the status as it was, null when it was made. */
    public record StatusEvent(@JsonIgnore Happened happened, UUID projectId,
            Status status, @Nullable Status before) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("status." + happened.word(), "status", status.id(), audienceOf(projectId));
        }
    }

    public record LabelEvent(@JsonIgnore Happened happened, UUID projectId, Label label,
            @Nullable Label before) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("label." + happened.word(), "label", label.id(), audienceOf(projectId));
        }
    }

    public record MilestoneEvent(@JsonIgnore Happened happened, UUID projectId,
            Milestone milestone, @Nullable Milestone before) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("milestone." + happened.word(), "milestone", milestone.id(), audienceOf(projectId));
        }
    }
}
