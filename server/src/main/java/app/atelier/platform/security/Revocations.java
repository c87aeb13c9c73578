package app.atelier.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.web.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Tokens that are proven and not expired, and dead all the same: their session has ended, or their bearer no longer
 * belongs to the organization. What {@code auth} marks is told to every process at once; every two seconds each asks
 * for what it may not have heard, so a mark counts everywhere within five seconds. It is kept for longer than a token
 * lives, and no longer.
 */
public final class Revocations implements SmartLifecycle {

    /** A token lives ten minutes, and clocks differ by one at most. */
    public static final Duration KEPT = Duration.ofMinutes(12);

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final String TOPIC = "revoked";
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    /** A mark may become visible later than its time says: its transaction took so long at most. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final Broadcast broadcast;
    private final ObjectProvider<RevokedTokens> auth;
    private final Cache<UUID, Instant> sessions = Caffeine.newBuilder().expireAfterWrite(KEPT).build();
    private final Cache<Member, Instant> members = Caffeine.newBuilder().expireAfterWrite(KEPT).build();
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /**
     * @param subject      a session, all of whose tokens are dead; with an organization, a person
     * @param organization where the person's tokens issued until {@code at} are dead; null for a session
     */
    public record Mark(UUID subject, @Nullable UUID organization, Instant at) {

        String text() {
            return subject + " " + (organization == null ? "-" : organization) + " " + at.toEpochMilli();
        }

        static Mark of(String text) {
            var parts = text.split(" ", 3);
            return new Mark(UUID.fromString(parts[0]), parts[1].equals("-") ? null : UUID.fromString(parts[1]),
                    Instant.ofEpochMilli(Long.parseLong(parts[2])));
        }
    }

    private record Member(UUID person, UUID organization) {
    }

    /** @param auth who is asked; nobody in a process that knows no secret among services, which only hears */
    public Revocations(Broadcast broadcast, ObjectProvider<RevokedTokens> auth) {
        this.broadcast = broadcast;
        this.auth = auth;
        broadcast.listen(TOPIC, text -> keep(Mark.of(text)));
    }

    /** Marks here and tells the other processes. */
    public void tell(List<Mark> marks) {
        marks.forEach(mark -> {
            keep(mark);
            broadcast.tell(TOPIC, mark.text());
        });
    }

    /** Whether a proven token counts no more. */
    public boolean isDead(TokenVerifier.Verified token) {
        var caller = token.caller();
        if (sessions.getIfPresent(caller.session()) != null) {
            return true;
        }
        var left = members.getIfPresent(new Member(caller.person(), caller.organization()));
        return left != null && !token.issuedAt().isAfter(left);
    }

    private void keep(Mark mark) {
        if (mark.organization() == null) {
            sessions.put(mark.subject(), mark.at());
        } else {
            members.asMap().merge(new Member(mark.subject(), mark.organization()), mark.at(),
                    (known, told) -> known.isAfter(told) ? known : told);
        }
    }

    private void ask() {
        var seen = Instant.now().minus(KEPT);
        var complaining = false;
        while (running) {
            try {
                var source = auth.getIfAvailable();
                if (source != null) {
                    var from = seen.minus(OVERLAP);
                    for (var mark : source.since(from)) {
                        keep(mark);
                        seen = mark.at().isAfter(seen) ? mark.at() : seen;
                    }
                    complaining = false;
                }
                Thread.sleep(ASK_EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running && !complaining) {
                    complaining = true;
                    log.warn("Which tokens were revoked cannot be asked; until it can, only what is told counts: {}",
                            e instanceof Problem away ? away.detail() : String.valueOf(e));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("revocations").start(this::ask);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the broadcast that tells them. */
    @Override
    public int getPhase() {
        return 1;
    }
}
