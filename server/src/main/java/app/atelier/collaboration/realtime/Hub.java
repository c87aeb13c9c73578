package app.atelier.collaboration.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import app.atelier.collaboration.sight.Sights;
import app.atelier.platform.journal.WakeUps;
import app.atelier.platform.security.Revocations;
import app.atelier.users.UserAccess;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All live connections of this process, by organization. Wake-ups make it quick, a look every 5 s complete. */
@Component
class Hub implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Hub.class);
    private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);
    private static final long TOO_FAR_BEHIND = 5_000;
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final int WAKE_EVERY_LOOKS = 5;

    private final Feed feed;
    private final Sights sights;
    private final UserAccess users;
    private final Revocations revocations;
    private final JsonMapper json;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final ConcurrentMap<Connection, Room> places = new ConcurrentHashMap<>();
    private volatile boolean running;

    Hub(Feed feed, Sights sights, UserAccess users, Revocations revocations, JsonMapper json, WakeUps wakeUps, MeterRegistry meters) {
        this.feed = feed;
        this.sights = sights;
        this.users = users;
        this.revocations = revocations;
        this.json = json;
        meters.gaugeCollectionSize("atelier.realtime.sockets", Tags.empty(), connections);
        wakeUps.subscribe(organization -> {
            var room = rooms.get(organization);
            if (room != null) {
                room.wake();
            }
        });
    }

    void opened(Connection connection) {
        connections.add(connection);
    }

    void closed(Connection connection) {
        connections.remove(connection);
        connection.close(Closing.STOPPING);
        var room = places.remove(connection);
        if (room != null) {
            room.leave(connection);
        }
    }

    /** Lets a connection with a proven bearer in, on a thread of its own. */
    void join(Connection connection, @Nullable Long after) {
        Thread.ofVirtual().name("realtime-join").start(() -> {
            try {
                admit(connection, after);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("A live connection could not be let in", e);
                connection.close(Closing.SLOW.withReason("not possible right now; come back"));
            }
        });
    }

    private void admit(Connection connection, @Nullable Long after) throws InterruptedException {
        var bearer = Objects.requireNonNull(connection.bearer());
        if (revocations.isDead(bearer)) {
            connection.close(Closing.TOKEN.withReason("the session has ended"));
            return;
        }
        var caller = bearer.caller();
        var membership = users.memberships(caller.person()).stream()
                .filter(m -> m.organizationId().equals(caller.organization())).findFirst();
        if (membership.isEmpty()) {
            connection.close(Closing.TOKEN.withReason("you no longer belong to this organization"));
            return;
        }
        connection.membership(membership.get());
        var head = feed.head(caller.organization());
        connection.outbox().offer(RealtimeHandler.welcome(json, head));
        var position = after == null ? head : after;
        if (position > head || head - position > TOO_FAR_BEHIND) {
            connection.outbox().offer(RealtimeHandler.reset(json, head));
            position = head;
        }
        enter(connection, caller.organization(), position);
    }

    private void enter(Connection connection, UUID organization, long position) throws InterruptedException {
        var room = rooms.compute(organization, (_, known) -> {
            var place = known == null ? new Room(organization, feed, sights) : known;
            place.expect(connection);
            return place;
        });
        places.put(connection, room);
        room.join(connection, position);
        if (!connections.contains(connection)) {
            // It closed while it was let in.
            places.remove(connection);
            room.leave(connection);
        }
        // A wake-up may have come before it was in.
        room.wake();
    }

    private void lookAround() {
        var looks = 0;
        while (running) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
                connections.forEach(this::check);
                if (++looks % WAKE_EVERY_LOOKS == 0) {
                    rooms.forEach((organization, _) -> rooms.computeIfPresent(organization,
                            (_, room) -> room.isEmpty() ? null : room));
                    rooms.values().forEach(Room::wake);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void check(Connection connection) {
        var bearer = connection.bearer();
        var now = Instant.now();
        if (bearer == null && connection.openedAt().plus(HELLO_WITHIN).isBefore(now)) {
            connection.close(Closing.TOKEN.withReason("say hello with a token within 5 seconds"));
        } else if (bearer != null && bearer.expiresAt().isBefore(now)) {
            connection.close(Closing.TOKEN.withReason("the token expired"));
        } else if (bearer != null && revocations.isDead(bearer)) {
            connection.close(Closing.TOKEN.withReason("the session has ended"));
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("realtime-look-around").start(this::lookAround);
    }

    @Override
    public void stop() {
        running = false;
        connections.forEach(c -> c.close(Closing.STOPPING));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
