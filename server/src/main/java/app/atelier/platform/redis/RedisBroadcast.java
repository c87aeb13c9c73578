package app.atelier.platform.redis;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.broadcast.Outgoing;
import app.atelier.platform.broadcast.Topics;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** By Redis's publish and subscribe, a channel for each topic; silent while it is away. */
final class RedisBroadcast implements Broadcast, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisBroadcast.class);

    private static final int BATCH = 200;

    private final RedisLink link;
    private final String instance = UUID.randomUUID().toString();
    /** Channels belong to the whole server, whichever database was selected. */
    private final String prefix;
    private final Topics topics = new Topics();
    private final Outgoing outgoing = new Outgoing();
    private volatile boolean running;
    private Thread teller = Thread.currentThread();

    RedisBroadcast(RedisLink link) {
        this.link = link;
        this.prefix = "atelier:" + link.database() + ":";
        link.onConnect(this::hear);
    }

    @Override
    public void tell(String topic, String text) {
        outgoing.add(topic, text);
    }

    @Override
    public Listening listen(String topic, Consumer<String> listener) {
        topics.add(topic, listener);
        agree(topic);
        return () -> {
            topics.remove(topic, listener);
            agree(topic);
        };
    }

    /** Subscribes to what is listened to here, and to no more. In order, so that the last wish counts. */
    private synchronized void agree(String topic) {
        var hearing = link.hearing();
        if (hearing != null) {
            try {
                if (topics.has(topic)) {
                    hearing.async().subscribe(prefix + topic);
                } else {
                    hearing.async().unsubscribe(prefix + topic);
                }
            } catch (RedisException e) {
                log.debug("The connection to Redis is gone; the next one subscribes", e);
            }
        }
    }

    /** All that is listened to, on a new connection. */
    private synchronized void hear(StatefulRedisPubSubConnection<String, String> hearing) {
        hearing.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                var space = message.indexOf(' ');
                if (space > 0 && !message.substring(0, space).equals(instance)) {
                    topics.deliver(channel.substring(prefix.length()), message.substring(space + 1));
                }
            }
        });
        var channels = topics.names().stream().map(t -> prefix + t).toArray(String[]::new);
        if (channels.length > 0) {
            hearing.async().subscribe(channels);
        }
    }

    private void tellAll() {
        while (running) {
            try {
                var messages = outgoing.take();
                for (var from = 0; from < messages.size(); from += BATCH) {
                    tell(messages.subList(from, Math.min(messages.size(), from + BATCH)));
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tell(List<Outgoing.Message> messages) {
        link.ask(redis -> CompletableFuture.allOf(messages.stream()
                .map(m -> redis.publish(prefix + m.topic(), instance + " " + m.text()).toCompletableFuture())
                .toArray(CompletableFuture[]::new)).thenApply(_ -> true));
    }

    @Override
    public void start() {
        running = true;
        teller = Thread.ofVirtual().name("broadcast-tell").start(this::tellAll);
    }

    @Override
    public void stop() {
        running = false;
        teller.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who listen. */
    @Override
    public int getPhase() {
        return 0;
    }
}
