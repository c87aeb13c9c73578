package app.atelier.platform.broadcast;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who listens to what in this instance. */
public final class Topics {

    private static final Logger log = LoggerFactory.getLogger(Topics.class);

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    public void add(String topic, Consumer<String> listener) {
        listeners.compute(topic, (_, known) -> {
            var all = known == null ? new CopyOnWriteArrayList<Consumer<String>>() : known;
            all.add(listener);
            return all;
        });
    }

    public void remove(String topic, Consumer<String> listener) {
        listeners.computeIfPresent(topic, (_, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }

    public Set<String> names() {
        return Set.copyOf(listeners.keySet());
    }

    public boolean has(String topic) {
        return listeners.containsKey(topic);
    }

    /** A listener that fails hinders no other. */
    public void deliver(String topic, String text) {
        for (var listener : listeners.getOrDefault(topic, List.of())) {
            try {
                listener.accept(text);
            } catch (RuntimeException e) {
                log.warn("What another instance told about {} could not be taken", topic, e);
            }
        }
    }
}
