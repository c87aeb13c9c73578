package app.atelier.collaboration.realtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

import app.atelier.collaboration.sight.Sight;
import app.atelier.collaboration.sight.Sights;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Closings;
import app.atelier.platform.security.Role;
import app.atelier.users.MemberChanged;
import app.atelier.users.MemberLeft;
import app.atelier.users.RoleChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live connections of one organization in this process. One reader reads what is new once, writes it down once,
 * and hands it to everybody who may see it.
 */
final class Room {

    private static final Logger log = LoggerFactory.getLogger(Room.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SIGHT_HOLDS = Duration.ofSeconds(5);
    /** After these somebody may see other projects than before. */
    private static final Pattern CHANGES_SIGHT = Pattern.compile("(project|team|trash)\\.");
    /** After these a person's token no longer says what they are. */
    private static final Set<String> ROLES = Set.of(MemberChanged.TYPE, MemberLeft.TYPE);

    private final UUID organization;
    private final Feed feed;
    private final Sights sights;
    /** Those that joined or are about to. */
    private final Set<Connection> members = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wakes = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Connection> live = new ArrayList<>();
    private final Map<Caller, Known> known = new HashMap<>();
    private Set<UUID> restricted = Set.of();
    private Instant restrictedKnown = Instant.MIN;
    private long readTo;

    private record Known(Sight sight, Instant until) {
    }

    Room(UUID organization, Feed feed, Sights sights) {
        this.organization = organization;
        this.feed = feed;
        this.sights = sights;
    }

    void expect(Connection connection) {
        members.add(connection);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** There may be news. Any number of calls while it reads make it read once more. */
    void wake() {
        if (!isEmpty() && wakes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("realtime-read").start(this::read);
        }
    }

    private void read() {
        int seen;
        do {
            seen = wakes.get();
            try {
                readAll();
            } catch (RuntimeException e) {
                log.warn("The live connection cannot read the journal, trying again soon: {}", String.valueOf(e));
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    private void readAll() {
        lock.lock();
        try {
            int got;
            do {
                if (live.isEmpty()) {
                    return;
                }
                var items = feed.after(organization, readTo, BATCH);
                got = items.size();
                if (got > 0) {
                    deliver(items);
                    readTo = items.getLast().entry().seq();
                }
            } while (got == BATCH);
        } finally {
            lock.unlock();
        }
    }

    private void deliver(List<Feed.Item> items) {
        if (items.stream().anyMatch(i -> CHANGES_SIGHT.matcher(i.entry().type()).lookingAt())) {
            known.clear();
            restrictedKnown = Instant.MIN;
        }
        var last = items.getLast().entry().seq();
        var written = new HashMap<BitSet, List<String>>();
        for (var connection : live) {
            var sight = sight(connection);
            var visible = new BitSet(items.size());
            for (var i = 0; i < items.size(); i++) {
                var entry = items.get(i).entry();
                visible.set(i, entry.seq() > connection.position() && sight.sees(entry.type(), entry.audience()));
            }
            written.computeIfAbsent(visible, v -> Feed.messages(v.stream().mapToObj(items::get).toList()))
                    .forEach(connection.outbox()::offer);
            connection.position(Math.max(connection.position(), last));
        }
        if (items.stream().anyMatch(i -> i.entry().type().equals(Closings.CLOSED))) {
            live.stream().filter(c -> caller(c).role() != Role.OWNER)
                    .forEach(c -> c.close(Closing.TOKEN.withReason("the organization is about to be deleted")));
        }
        items.stream().map(Feed.Item::entry).forEach(entry -> {
            if (ROLES.contains(entry.type())) {
                changed(entry.subjectId());
            } else if (entry.type().equals(RoleChanged.TYPE)) {
                entry.data().path("personIds").forEach(id -> changed(UUID.fromString(id.asString(""))));
            }
        });
    }

    private void changed(UUID person) {
        live.stream().filter(c -> caller(c).person().equals(person))
                .forEach(c -> c.close(Closing.TOKEN.withReason("your role changed")));
    }

    private static Caller caller(Connection connection) {
        return Objects.requireNonNull(connection.bearer(), "joined without hello").caller();
    }

    /**
     * What somebody may see is asked again every few seconds and whenever a project or a team changes; of all who see
     * every project it need not be asked.
     */
    private Sight sight(Connection connection) {
        var caller = caller(connection);
        var now = Instant.now();
        if (Sights.areAllFor(caller, restricted(now))) {
            return Sights.ofAll(caller);
        }
        return known.compute(caller, (_, before) -> before != null && before.until().isAfter(now)
                ? before : new Known(sights.of(caller), now.plus(SIGHT_HOLDS))).sight();
    }

    private Set<UUID> restricted(Instant now) {
        if (restrictedKnown.isBefore(now)) {
            restricted = sights.restricted(organization);
            restrictedKnown = now.plus(SIGHT_HOLDS);
        }
        return restricted;
    }

    /**
     * Tells a connection what it missed after {@code position}, at its own pace, and then lets it in: the last look
     * happens under the lock, so that nothing falls between.
     */
    void join(Connection connection, long position) throws InterruptedException {
        connection.position(position);
        while (connection.outbox().awaitRoom(PATIENCE)) {
            lock.lock();
            try {
                var items = feed.after(organization, connection.position(), BATCH);
                if (!items.isEmpty()) {
                    tell(connection, items);
                }
                if (items.size() < BATCH) {
                    if (live.isEmpty()) {
                        readTo = connection.position();
                    }
                    live.add(connection);
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
        connection.close(Closing.SLOW);
    }

    private void tell(Connection connection, List<Feed.Item> items) {
        var sight = sights.of(caller(connection));
        Feed.messages(items.stream().filter(i -> sight.sees(i.entry().type(), i.entry().audience())).toList())
                .forEach(connection.outbox()::offer);
        connection.position(items.getLast().entry().seq());
    }

    /** Safe to call twice. */
    void leave(Connection connection) {
        lock.lock();
        try {
            live.remove(connection);
            members.remove(connection);
        } finally {
            lock.unlock();
        }
    }
}
