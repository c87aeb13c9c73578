package app.atelier.gateway.system;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.FollowerState;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.Storage;
import app.atelier.platform.watch.Part;
import org.jspecify.annotations.Nullable;

/**
 * The installation at a glance.
 *
 * @param status {@code ok}, {@code degraded} or {@code down}: the worst of its processes; one that does not answer is
 *               no more than degraded while others run its services
 * @param asOf   when it was looked at
 */
record Overview(String status, Instant asOf, String version, List<OneProcess> processes, List<FollowerState> followers,
        List<DeadLetter> deadLetters, List<Job> jobs, List<Storage> storage) {

    /**
     * @param id       null when it does not answer
     * @param services what it runs, or should run when it does not answer
     * @param address  null for the process that was asked
     * @param since    when it started
     */
    record OneProcess(@Nullable String id, List<String> services, @Nullable String address, String status,
            @Nullable String version, @Nullable String java, @Nullable Instant since, List<Part> parts) {
    }

    /** @param organizationName null where it cannot be told */
    record DeadLetter(String service, String follower, UUID organizationId, @Nullable String organizationName, long seq,
            @Nullable String type, int attempts, String error, Instant parkedAt) {
    }
}
