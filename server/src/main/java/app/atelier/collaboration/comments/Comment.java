package app.atelier.collaboration.comments;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a task.
 *
 * @param authorId   null when it was imported from somebody who is not here
 * @param authorName as it was when they said it
 * @param body       Markdown, 1 to 20,000 characters
 * @param editedAt   null when it never was
 */
public record Comment(UUID id, UUID taskId, UUID projectId, @Nullable UUID authorId, String authorName, String body,
        Instant createdAt, @Nullable Instant editedAt, int version, boolean imported) {

    public static final int LONGEST = 20_000;

    Comment edited(String newBody, Instant now) {
        return new Comment(id, taskId, projectId, authorId, authorName, newBody, createdAt, now, version + 1, imported);
    }

    /** Whether a repeated request means this comment. */
    boolean isSame(UUID otherTask, @Nullable UUID otherAuthor, String otherBody) {
        return taskId.equals(otherTask) && otherAuthor != null && otherAuthor.equals(authorId) && body.equals(otherBody);
    }
}
