package app.atelier.platform.watch;

/** What was seen of one {@link Watched}. */
public record Part(String name, boolean needed, Watched.State state, String detail) {

    boolean fails() {
        return needed && state == Watched.State.DOWN;
    }
}
