package app.atelier.users;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** People who are added to projects together. */
public record Team(UUID id, String name, List<UUID> memberIds, Instant createdAt, int version) {
}
