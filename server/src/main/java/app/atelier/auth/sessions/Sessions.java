package app.atelier.auth.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.SessionFreshness;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A person looks at where they are signed in, and signs out there; and who proved again who they are. */
@Component
public class Sessions implements SessionFreshness {

    static final Duration FRESH = Duration.ofMinutes(10);

    private final Db db;
    private final SessionStore store;
    private final Endings endings;

    Sessions(Db db, SessionStore store, Endings endings) {
        this.db = db;
        this.store = store;
        this.endings = endings;
    }

    /**
     * A session as its person sees it.
     *
     * @param device  in words, as it called itself
     * @param address from where it was last used
     * @param current whether it is the one that asks
     */
    record View(UUID id, String device, @Nullable String address, Instant createdAt, Instant usedAt, Instant expiresAt,
            boolean current) {
    }

    List<View> all(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return db.shared(tx -> store.liveOf(tx, caller.person())).stream()
                .map(s -> new View(s.id(), DeviceWords.of(s.userAgent()), s.address(), s.createdAt(), s.usedAt(), s.expiresAt(),
                        s.id().equals(caller.session())))
                .toList();
    }

    void end(Caller caller, UUID id) {
        caller.require(Permission.SELF_SECURITY);
        if (endings.end(caller.person(), s -> s.id().equals(id), caller.person(), "signed out") == 0) {
            throw new Problem.NotFound("session", id);
        }
    }

    /** Signs out everywhere else. */
    int endOthers(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return endings.end(caller.person(), s -> !s.id().equals(caller.session()), caller.person(), "signed out everywhere else");
    }

    /** Its person has just proven who they are, in whichever way. */
    public void freshen(UUID session) {
        db.shared(tx -> {
            store.freshUntil(tx, session, Instant.now().plus(FRESH));
            return null;
        });
    }

    @Override
    public boolean isFresh(UUID session) {
        return db.shared(tx -> store.isFresh(tx, session));
    }
}
