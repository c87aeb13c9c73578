package app.atelier.platform.journal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import app.atelier.platform.broadcast.Broadcast;

/**
 * Tells those who follow the journal that an organization has news: at once within this process, by {@link Broadcast}
 * in the others. Only a hint: a lost one costs time, never an entry.
 */
public final class WakeUps {

    private static final String TOPIC = "journal";

    private final Broadcast broadcast;
    private final List<Consumer<UUID>> subscribers = new CopyOnWriteArrayList<>();

    public WakeUps(Broadcast broadcast) {
        this.broadcast = broadcast;
        broadcast.listen(TOPIC, organization -> tell(UUID.fromString(organization)));
    }

    /** Calls the subscriber, quickly and on any thread, whenever an organization has news. */
    public void subscribe(Consumer<UUID> subscriber) {
        subscribers.add(subscriber);
    }

    /** Says that an organization has news. */
    public void wake(UUID organization) {
        tell(organization);
        broadcast.tell(TOPIC, organization.toString());
    }

    private void tell(UUID organization) {
        subscribers.forEach(s -> s.accept(organization));
    }
}
