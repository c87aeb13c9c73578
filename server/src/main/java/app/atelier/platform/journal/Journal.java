package app.atelier.platform.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.web.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the journal. Events recorded in a transaction are appended together by its last statement, because that
 * statement locks the organization's head until the commit: the later it comes, the shorter others wait.
 */
public final class Journal {

    private final JsonMapper json;
    private final Consumer<UUID> wakeUp;
    private final MeterRegistry meters;

    /** @param wakeUp told the organization after each commit that wrote entries */
    public Journal(JsonMapper json, Consumer<UUID> wakeUp, MeterRegistry meters) {
        this.json = json;
        this.wakeUp = wakeUp;
        this.meters = meters;
    }

    /** Records what {@code actor} did, now. */
    public void record(Tx tx, @Nullable UUID actor, Event event) {
        record(tx, actor, null, event);
    }

    /** Records what was done at another time, as an import or a demonstration does. */
    public void record(Tx tx, @Nullable UUID actor, @Nullable Instant at, Event event) {
        var outside = event.envelope();
        var draft = new Draft(Ids.next(), at, actor, serviceOf(event), outside.type(), outside.subjectType(),
                outside.subjectId(), outside.audience(), MDC.get("requestId"), TraceContext.header(), ClientAddress.current(),
                json.valueToTree(event));
        var pending = tx.attachment(Pending.class, () -> pending(tx));
        pending.drafts.add(draft);
        pending.counts.merge(new Counted(draft.service(), event.counted()), 1, Integer::sum);
    }

    private Pending pending(Tx tx) {
        var pending = new Pending(new ArrayList<>(), new HashMap<>());
        tx.beforeCommit(() -> append(tx, pending.drafts));
        tx.afterCommit(() -> wakeUp.accept(tx.organization()));
        tx.afterCommit(() -> pending.counts.forEach(this::count));
        return pending;
    }

    private void append(Tx tx, List<Draft> drafts) {
        tx.sql().select(DSL.function(DSL.name("journal", "append"), Long.class,
                DSL.val(tx.organization()), DSL.val(JSONB.valueOf(json.writeValueAsString(drafts))))).fetch();
    }

    /** {@code app.atelier.projects.tasks.TaskMoved} was told by {@code projects}. */
    private static String serviceOf(Event event) {
        var name = event.getClass().getPackageName();
        var rest = name.startsWith("app.atelier.") ? name.substring("app.atelier.".length()) : name;
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private void count(Counted what, int howMany) {
        meters.counter("atelier.journal.entries", "service", what.service(), "event", what.event()).increment(howMany);
    }

    private record Pending(List<Draft> drafts, Map<Counted, Integer> counts) {
    }

    private record Counted(String service, String event) {
    }

    private record Draft(UUID id, @Nullable Instant at, @Nullable UUID actorId, String service, String type,
            String subjectType, UUID subjectId, @Nullable String audience, @Nullable String requestId,
            @Nullable String trace, @Nullable String address, JsonNode data) {
    }
}
