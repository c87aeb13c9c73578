package app.atelier.collaboration.presence;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One connection of one person at one place, as clients and other instances are told of it. */
record Present(UUID connectionId, UUID personId, UUID projectId, @Nullable UUID taskId, boolean editing) {

    Present(Visitor visitor, Place place) {
        this(visitor.id(), visitor.caller().person(), place.projectId(), place.taskId(), place.editing());
    }

    /**
     * What one instance tells the others of an organization.
     *
     * @param asks    whether they shall tell whom they have
     * @param present who came, moved, or is still here
     * @param gone    connections that are nowhere any more
     */
    record Told(boolean asks, List<Present> present, List<UUID> gone) {
    }
}
