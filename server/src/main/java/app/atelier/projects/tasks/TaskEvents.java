package app.atelier.projects.tasks;

import java.util.Map;
import java.util.UUID;

import app.atelier.platform.journal.Event;
import app.atelier.projects.project.ProjectEvents;
import org.jspecify.annotations.Nullable;

/** What can happen to a task. Everything is for those who may see its project. */
public final class TaskEvents {

    private TaskEvents() {
    }

    /**
     * @param source {@code import} or {@code template} when it was made together with many others, about which nobody
     *               wants a notice each; null when a person made just this one
     */
    public record TaskCreated(Task task, @Nullable String source) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("task.created", "task", task.id(), ProjectEvents.audienceOf(task.projectId()));
        }
    }

    /** The fields that changed, with their values before and after. */
    public record TaskChanged(UUID taskId, UUID projectId, String key, String title, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("task.changed", "task", taskId, ProjectEvents.audienceOf(projectId));
        }

        @Override
        public String counted() {
            return after.get("completedAt") == null ? "task.changed" : "task.completed";
        }
    }

    /** Gone to the trash, where it stays 30 days. */
    public record TaskDeleted(UUID projectId, Task task) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("task.deleted", "task", task.id(), ProjectEvents.audienceOf(projectId));
        }
    }

    public record TaskRestored(UUID projectId, Task task) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("task.restored", "task", task.id(), ProjectEvents.audienceOf(projectId));
        }
    }
}
