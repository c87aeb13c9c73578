package app.atelier.platform.broadcast;

import java.util.function.Consumer;

/**
 * Tells the other instances of this house something. Quick and in order, but only a hint: what is told while the
 * transport is away is lost, so whoever listens must also find out by themselves, later.
 */
public interface Broadcast {

    /** The longest topic and text together, in bytes of UTF-8; {@code NOTIFY} takes less than 8,000. */
    int LONGEST = 7_800;

    /**
     * Tells the other instances; returns at once. Of equal messages that wait, the last is told.
     *
     * @throws IllegalArgumentException when it is longer than {@link #LONGEST}
     */
    void tell(String topic, String text);

    /** Hears what other instances tell, until closed. The listener is called on any thread and must be quick. */
    Listening listen(String topic, Consumer<String> listener);

    /** Ends with {@link #close}. */
    interface Listening extends AutoCloseable {

        @Override
        void close();
    }
}
