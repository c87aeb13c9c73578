package app.atelier.ingestion.streams;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import app.atelier.ingestion.streams.Answer.Item;
import app.atelier.ingestion.streams.Answer.Result;
import app.atelier.ingestion.streams.Judgement.Fit;
import app.atelier.ingestion.streams.Judgement.Unfit;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.WakeUps;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes batches of raw events, and shows what was taken and what was not. */
@Component
class Streams {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    /** In reports {@code shop} means the organization's own orders, {@code all} everything; {@code journal} is a pipeline. */
    private static final List<String> RESERVED = List.of("all", "shop", "journal");
    private static final int MOST_STREAMS = 100;

    private final Db db;
    private final StreamStore store;
    private final WakeUps wakeUps;
    private final Map<Result, Counter> counters = new EnumMap<>(Result.class);

    Streams(Db db, StreamStore store, WakeUps wakeUps, MeterRegistry meters) {
        this.db = db;
        this.store = store;
        this.wakeUps = wakeUps;
        for (var result : Result.values()) {
            counters.put(result, Counter.builder("atelier.ingestion.events").description("Raw events sent to streams")
                    .tag("result", result.word()).register(meters));
        }
    }

    /** Keeps what is fit and new, in one transaction; returns once that is durable. */
    Answer take(Caller caller, String stream, List<JsonNode> events) {
        caller.require(Permission.EVENTS_SEND);
        requireName(stream);
        var now = Instant.now();
        var fit = new LinkedHashMap<String, Fit>();
        var unfit = new ArrayList<Unfit>();
        var items = new Item[events.size()];
        for (var index = 0; index < items.length; index++) {
            switch (EventRules.judge(stream, index, events.get(index), now)) {
                case Fit event when fit.putIfAbsent(event.id(), event) == null -> { }
                case Fit repeated -> items[index] = new Item(index, repeated.id(), Result.DUPLICATE, null);
                case Unfit event -> {
                    unfit.add(event);
                    items[index] = new Item(index, event.id(), Result.REJECTED, event.reason());
                }
            }
        }
        var taken = db.in(caller.organization(), tx -> {
            if (!store.open(tx, stream, now, MOST_STREAMS)) {
                throw new Problem.Invalid("stream", "would be the " + (MOST_STREAMS + 1)
                        + "th of your organization; at most " + MOST_STREAMS + " are kept");
            }
            var ids = fit.isEmpty() ? List.<String>of() : store.append(tx, stream, fit.values());
            store.reject(tx, stream, unfit);
            if (!ids.isEmpty()) {
                tx.afterCommit(() -> wakeUps.wake(caller.organization()));
            }
            return new HashSet<>(ids);
        });
        fit.values().forEach(event -> items[event.index()] = new Item(event.index(), event.id(),
                taken.contains(event.id()) ? Result.ACCEPTED : Result.DUPLICATE, null));
        for (var item : items) {
            Objects.requireNonNull(counters.get(item.result())).increment();
        }
        return Answer.of(List.of(items));
    }

    List<StreamStore.Stream> all(Caller caller) {
        caller.require(Permission.EVENTS_SEND);
        return db.in(caller.organization(), store::all);
    }

    /** What was refused, newest first. */
    Page<StreamStore.Rejection> rejected(Caller caller, String stream, @Nullable Integer limit, @Nullable String cursor) {
        caller.require(Permission.EVENTS_SEND);
        var most = Page.limit(limit);
        var before = cursor == null ? Long.MAX_VALUE : position(cursor);
        var rows = db.in(caller.organization(), tx -> store.rejected(tx, stream, before, most + 1));
        return Page.of(rows, most, r -> Page.cursor(r.seq()));
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(Page.keys(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    private static void requireName(String stream) {
        if (!NAME.matcher(stream).matches()) {
            throw new Problem.Invalid("stream", "must begin with a letter or digit and have at most 64 of the characters a-z, 0-9, '-' and '_'");
        }
        if (RESERVED.contains(stream)) {
            throw new Problem.Invalid("stream", "must not be one of " + String.join(", ", RESERVED) + ", which mean something else in reports and pipelines");
        }
    }
}
