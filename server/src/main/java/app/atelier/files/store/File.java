package app.atelier.files.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A file at a task.
 *
 * @param size   in bytes
 * @param type   a media type; decided here, not by who sent it
 * @param sha256 of its content, in hexadecimal
 */
public record File(UUID id, UUID taskId, UUID projectId, String name, long size, String type, String sha256,
        UUID createdBy, Instant createdAt) {

    /** Whether a repeated upload brought the same. */
    boolean isSame(File other) {
        return taskId.equals(other.taskId) && name.equals(other.name) && sha256.equals(other.sha256)
                && createdBy.equals(other.createdBy);
    }
}
