package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.analytics.Batch;
import org.jspecify.annotations.Nullable;

/** What one batch of one organization brings, gathered for the tables of {@link Warehouse}. */
final class Facts {

    private final UUID organization;
    private final List<List<@Nullable Object>> orders = new ArrayList<>();
    private final List<List<@Nullable Object>> tasks = new ArrayList<>();
    private final List<List<@Nullable Object>> others = new ArrayList<>();
    private final List<List<@Nullable Object>> rejected = new ArrayList<>();

    Facts(UUID organization) {
        this.organization = organization;
    }

    /** @param amount in minor units of {@code currency}; null where the source does not tell */
    record Order(String source, String id, String kind, long seq, Instant at, @Nullable Instant estimatedAt,
            @Nullable Long amount, @Nullable String currency) {
    }

    void order(Order fact) {
        orders.add(row(organization, fact.source(), fact.id(), fact.kind(), fact.seq(), fact.at(), fact.estimatedAt(),
                fact.amount(), fact.currency()));
    }

    void task(UUID project, UUID task, String kind, long seq, Instant at) {
        tasks.add(row(organization, project, task, kind, seq, at));
    }

    void other(String source, String type, long seq, Instant at) {
        others.add(row(organization, source, type, seq, at));
    }

    /** Notes something that cannot be used, so that a person can see it. */
    void reject(String pipeline, long seq, String id, String type, String reason, Instant now) {
        rejected.add(row(organization, pipeline, seq, id, type, reason, now));
    }

    boolean isEmpty() {
        return orders.isEmpty() && tasks.isEmpty() && others.isEmpty() && rejected.isEmpty();
    }

    List<Batch.Rows> rows() {
        return List.of(
                new Batch.Rows("facts.order_event", List.of("organization", "source", "order_id", "kind", "seq",
                        "happened_at", "estimated_at", "amount", "currency"), orders),
                new Batch.Rows("facts.task_event", List.of("organization", "project_id", "task_id", "kind", "seq",
                        "happened_at"), tasks),
                new Batch.Rows("facts.other_event", List.of("organization", "source", "type", "seq", "happened_at"), others),
                new Batch.Rows("facts.rejected", List.of("organization", "pipeline", "seq", "event_id", "type", "reason",
                        "rejected_at"), rejected));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
