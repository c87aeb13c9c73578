package app.atelier.platform.watch;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Something a process works with that may be away: an engine or a remote service. Every bean of this type is a part
 * in {@code /readyz}, in the metrics and on the System screen.
 */
public interface Watched {

    /** Unique in the process, in lower case: {@code database}, {@code kafka}, {@code redis}. */
    String name();

    /** Whether the process can do nothing useful without it; then {@code /readyz} answers 503 while it is down. */
    default boolean needed() {
        return false;
    }

    /**
     * How it is now. Asked on a virtual thread whenever somebody looks, at most once a second; an answer later than
     * two seconds and an exception both count as down.
     */
    Reading look() throws Exception;

    /** From well to gone. */
    enum State {
        /** It does all it should. */
        UP,
        /** The process works without it, or it works with limits; the detail says which. */
        DEGRADED,
        /** It does not answer. */
        DOWN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param detail one sentence for the administrator: a version, what is limited, what to do; never a secret
     */
    record Reading(State state, String detail) {

        public static Reading up(String detail) {
            return new Reading(State.UP, detail);
        }

        public static Reading degraded(String detail) {
            return new Reading(State.DEGRADED, detail);
        }

        public static Reading down(String detail) {
            return new Reading(State.DOWN, detail);
        }
    }
}
