package app.atelier.platform.broadcast;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be told. While the transport is busy or away, equal messages become one and the oldest of too many are
 * dropped: they are hints.
 */
public final class Outgoing {

    static final int MOST = 10_000;

    /** One message. */
    public record Message(String topic, String text) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final LinkedHashSet<Message> waiting = new LinkedHashSet<>();

    /** @throws IllegalArgumentException when it is longer than {@link Broadcast#LONGEST} */
    public void add(String topic, String text) {
        if (topic.length() + text.getBytes(StandardCharsets.UTF_8).length > Broadcast.LONGEST) {
            throw new IllegalArgumentException("A message of " + topic + " is too long to be told");
        }
        var message = new Message(topic, text);
        lock.lock();
        try {
            // The last place counts: "here", "gone", "here" must not end with "gone".
            waiting.remove(message);
            waiting.add(message);
            if (waiting.size() > MOST) {
                waiting.removeFirst();
            }
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something and takes it all, in order. */
    public List<Message> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                something.await();
            }
            var all = List.copyOf(waiting);
            waiting.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }
}
