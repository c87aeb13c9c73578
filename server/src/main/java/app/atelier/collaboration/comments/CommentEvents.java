package app.atelier.collaboration.comments;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** What happens to comments, as the journal tells it. */
final class CommentEvents {

    private CommentEvents() {
    }

    /** What others need to know of the task a comment is about. */
    record About(String taskKey, String taskTitle, String projectName, List<UUID> assigneeIds) {
    }

    private static Event.Envelope envelope(String type, Comment comment) {
        // A comment's entries are found with its task's.
        return new Event.Envelope(type, "task", comment.taskId(), Audience.of("project", comment.projectId()));
    }

    /** @param mentionedIds people called by {@code @username} */
    record CommentCreated(Comment comment, String taskKey, String taskTitle, String projectName, List<UUID> assigneeIds,
            List<UUID> mentionedIds) implements Event {

        @Override
        public Envelope envelope() {
            return CommentEvents.envelope("comment.created", comment);
        }
    }

    /** @param newlyMentionedIds people called now who were not before */
    record CommentChanged(Comment comment, String before, String taskKey, String taskTitle, String projectName,
            List<UUID> newlyMentionedIds) implements Event {

        @Override
        public Envelope envelope() {
            return CommentEvents.envelope("comment.changed", comment);
        }
    }

    record CommentDeleted(Comment comment) implements Event {

        @Override
        public Envelope envelope() {
            return CommentEvents.envelope("comment.deleted", comment);
        }
    }
}
