package app.atelier.collaboration.presence;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/** One live connection as presence knows it: who it is, where it goes, and how it is told. */
public final class Visitor {

    private final UUID id = Ids.next();
    private final Supplier<Caller> caller;
    private final Consumer<String> tell;
    /** Whose lobby it was in; null before the first step. */
    private volatile @Nullable UUID organization;
    private @Nullable Place wish;
    private boolean walking;
    private boolean wishes;
    private boolean gone;

    /**
     * @param caller what the bearer is now; asked only after hello
     * @param tell   takes a message at once, whatever the client does
     */
    public Visitor(Supplier<Caller> caller, Consumer<String> tell) {
        this.caller = caller;
        this.tell = tell;
    }

    UUID id() {
        return id;
    }

    Caller caller() {
        return caller.get();
    }

    @Nullable UUID organization() {
        return organization;
    }

    void organization(UUID id) {
        organization = id;
    }

    void tell(String message) {
        tell.accept(message);
    }

    /** Wants to be there, or nowhere. True when somebody has to walk with it; of several wishes the last counts. */
    synchronized boolean wishes(@Nullable Place place) {
        wish = place;
        wishes = true;
        if (walking || gone) {
            return false;
        }
        walking = true;
        return true;
    }

    /** A wish taken up. */
    record Step(@Nullable Place place) {
    }

    /** The next wish; null when the walk is over. */
    synchronized @Nullable Step next() {
        if (!wishes || gone) {
            walking = false;
            return null;
        }
        wishes = false;
        return new Step(wish);
    }

    synchronized void gone() {
        gone = true;
    }

    synchronized boolean isGone() {
        return gone;
    }
}
