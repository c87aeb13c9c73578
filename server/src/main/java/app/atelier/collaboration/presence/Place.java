package app.atelier.collaboration.presence;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody is.
 *
 * @param taskId  a task of the project; null for its board or list
 * @param editing whether they write there and do not only look
 */
public record Place(UUID projectId, @Nullable UUID taskId, boolean editing) {
}
