package app.atelier.collaboration.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import app.atelier.collaboration.presence.Present.Told;
import app.atelier.platform.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is where in one organization: those of this instance, and those other instances told of. Each instance repeats
 * whom it has every few seconds, so that a lost message and a lost instance are forgotten by themselves.
 */
final class Lobby implements AutoCloseable {

    /** Some 200 bytes each. */
    private static final int PRESENT_IN_A_MESSAGE = 30;

    private final Map<UUID, Local> here = new HashMap<>();
    private final Map<UUID, Remote> elsewhere = new HashMap<>();
    private final JsonMapper json;
    private final Broadcast broadcast;
    private final String topic;
    private final Duration forgottenAfter;
    private final Broadcast.Listening listening;

    private record Local(Visitor visitor, Present present) {
    }

    private record Remote(Present present, Instant heardAt) {
    }

    /** What clients are told when they say where they are. */
    record Presence(String type, UUID projectId, List<Present> people) {
    }

    /** What those already there are told. */
    record Came(String type, Present present) {
    }

    record Left(String type, UUID projectId, UUID connectionId) {
    }

    /** @param forgottenAfter whoever another instance did not repeat for so long is gone with it */
    Lobby(UUID organization, Broadcast broadcast, JsonMapper json, Duration forgottenAfter) {
        this.json = json;
        this.broadcast = broadcast;
        this.forgottenAfter = forgottenAfter;
        this.topic = "presence:" + organization;
        this.listening = broadcast.listen(topic, text -> hear(json.readValue(text, Told.class)));
        tell(true, List.of(), List.of());
    }

    synchronized boolean isEmpty() {
        return here.isEmpty();
    }

    /** Takes the visitor to a place of this organization that it may see. */
    synchronized void enter(Visitor visitor, Place place) {
        var present = new Present(visitor, place);
        var before = here.put(visitor.id(), new Local(visitor, present));
        // At every step: steps may have been skipped, and the client may have forgotten meanwhile.
        visitor.tell(json.writeValueAsString(new Presence("presence", place.projectId(), others(visitor, place.projectId()))));
        moved(before == null ? null : before.present, present);
        tell(false, List.of(present), List.of());
    }

    synchronized void leave(Visitor visitor) {
        var before = here.remove(visitor.id());
        if (before != null) {
            left(before.present);
            tell(false, List.of(), List.of(visitor.id()));
        }
    }

    private List<Present> others(Visitor visitor, UUID project) {
        return Stream.concat(here.values().stream().map(Local::present), elsewhere.values().stream().map(Remote::present))
                .filter(p -> p.projectId().equals(project) && !p.connectionId().equals(visitor.id())).toList();
    }

    private void moved(@Nullable Present from, Present to) {
        if (to.equals(from)) {
            return;
        }
        if (from != null && !from.projectId().equals(to.projectId())) {
            left(from);
        }
        announce(to, new Came("present", to));
    }

    private void left(Present present) {
        announce(present, new Left("absent", present.projectId(), present.connectionId()));
    }

    /** To all of this instance in the same project but the one it is about. Written down once. */
    private void announce(Present about, Object message) {
        @Nullable String text = null;
        for (var local : here.values()) {
            if (local.present.projectId().equals(about.projectId()) && !local.present.connectionId().equals(about.connectionId())) {
                text = text == null ? json.writeValueAsString(message) : text;
                local.visitor.tell(text);
            }
        }
    }

    private synchronized void hear(Told told) {
        var now = Instant.now();
        for (var present : told.present()) {
            var known = elsewhere.put(present.connectionId(), new Remote(present, now));
            moved(known == null ? null : known.present, present);
        }
        told.gone().forEach(this::forget);
        if (told.asks()) {
            repeat();
        }
    }

    private void forget(UUID connection) {
        var known = elsewhere.remove(connection);
        if (known != null) {
            left(known.present);
        }
    }

    /** Tells others who is here, and forgets of whom they told no more. */
    synchronized void refresh() {
        var deadline = Instant.now().minus(forgottenAfter);
        elsewhere.values().stream().filter(r -> r.heardAt.isBefore(deadline)).map(r -> r.present.connectionId()).toList()
                .forEach(this::forget);
        repeat();
    }

    private void repeat() {
        var all = here.values().stream().map(Local::present).toList();
        for (var from = 0; from < all.size(); from += PRESENT_IN_A_MESSAGE) {
            tell(false, all.subList(from, Math.min(all.size(), from + PRESENT_IN_A_MESSAGE)), List.of());
        }
    }

    /** Visitors of whom this holds, with where they are. */
    synchronized Map<Visitor, UUID> visitors(Predicate<Visitor> which) {
        var found = new HashMap<Visitor, UUID>();
        here.values().stream().filter(l -> which.test(l.visitor)).forEach(l -> found.put(l.visitor, l.present.projectId()));
        return found;
    }

    private void tell(boolean asks, List<Present> present, List<UUID> gone) {
        broadcast.tell(topic, json.writeValueAsString(new Told(asks, present, gone)));
    }

    @Override
    public void close() {
        listening.close();
    }
}
