package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.processing.Freshness;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows how the pipelines stand, and what they could not use. */
@Component
class Pipelines implements Freshness {

    private final Loader loader;
    private final AnalyticalStore store;

    Pipelines(Loader loader, AnalyticalStore store) {
        this.loader = loader;
        this.store = store;
    }

    record Status(String name, long position, long behind, @Nullable Instant lastLoadedAt, long rejected) {
    }

    record Rejected(String pipeline, long seq, String id, String type, String reason, Instant rejectedAt) {
    }

    List<Status> all(Caller caller) {
        caller.require(Permission.EVENTS_SEND);
        var rejected = new HashMap<String, Long>();
        store.query("select pipeline, count(*) as n from facts.rejected where organization = ? group by pipeline",
                List.of(caller.organization()), row -> rejected.put(row.text("pipeline"), row.number("n")));
        return loader.pipelines(caller.organization()).stream()
                .map(p -> new Status(p.name(), p.position(), p.behind(), p.lastLoadedAt(), rejected.getOrDefault(p.name(), 0L)))
                .toList();
    }

    /** Newest first. */
    Page<Rejected> rejected(Caller caller, @Nullable Integer limit, @Nullable String cursor) {
        caller.require(Permission.EVENTS_SEND);
        var most = Page.limit(limit);
        var parameters = new ArrayList<Object>(List.of(caller.organization()));
        var before = "";
        if (cursor != null) {
            var keys = Page.keys(cursor, 3);
            try {
                parameters.addAll(List.of(Instant.parse(keys.get(0)), keys.get(1), Long.parseLong(keys.get(2))));
            } catch (java.time.DateTimeException | NumberFormatException e) {
                throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
            }
            before = " and (rejected_at, pipeline, seq) < (?, ?, ?)";
        }
        var rows = store.query("select * from facts.rejected where organization = ?" + before
                + " order by rejected_at desc, pipeline desc, seq desc limit " + (most + 1), parameters,
                row -> new Rejected(row.text("pipeline"), row.number("seq"), row.text("event_id"), row.text("type"),
                        row.text("reason"), row.instant("rejected_at")));
        return Page.of(rows, most, r -> Page.cursor(r.rejectedAt(), r.pipeline(), r.seq()));
    }

    @Override
    public @Nullable Instant asOf(UUID organization) {
        var now = Instant.now();
        var late = loader.pipelines(organization).stream().filter(p -> p.behind() > 0).toList();
        if (late.isEmpty()) {
            return now;
        }
        if (late.stream().anyMatch(p -> p.lastLoadedAt() == null)) {
            return null;
        }
        return late.stream().map(Loader.Pipeline::lastLoadedAt).min(Instant::compareTo).orElse(now);
    }
}
