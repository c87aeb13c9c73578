package app.atelier.platform.redis;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import app.atelier.platform.watch.Watched;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * This process's connections to Redis, and whether they are of use. Nobody waits for Redis longer than
 * {@link #PATIENCE}: the first answer that comes too late makes everybody do without, until a look, at once and then
 * every half second, finds it well again.
 */
final class RedisLink implements Watched, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long LOOK_EVERY_MILLIS = 500;
    /** A connection that was silent for so many looks is given up, though nobody closed it. */
    private static final int MOST_SILENCES = 4;
    private static final int GOOD_LOOKS = 10;
    /** For connecting and for looks, which no request waits for. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** A write by a script, because a Redis that is full, a replica, or one that allows little answers a ping and nothing else. */
    private static final String LOOK = "return redis.call('SET', KEYS[1], '1', 'EX', '10')";

    private final RedisURI uri;
    private final Duration patience;
    private final Semaphore doubts = new Semaphore(0);
    private final ClientResources resources;
    private final RedisClient client;
    private final List<Consumer<StatefulRedisPubSubConnection<String, String>>> hearers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Session session;
    private volatile boolean well;
    private volatile boolean running;
    private volatile String trouble = "";
    private Thread looker = Thread.currentThread();
    private int silences;
    /** The absence was told; the next is not, before it worked for some looks. */
    private boolean told;
    private int goodLooks;

    private record Session(StatefulRedisConnection<String, String> commands,
            StatefulRedisPubSubConnection<String, String> hearing) {

        boolean isOpen() {
            return commands.isOpen() && hearing.isOpen();
        }

        void close() {
            Stream.of(commands, hearing).filter(StatefulConnection::isOpen).forEach(StatefulConnection::closeAsync);
        }
    }

    /** @param properties with a URL */
    RedisLink(RedisProperties properties) {
        this(properties, PATIENCE);
    }

    RedisLink(RedisProperties properties, Duration patience) {
        this.patience = patience;
        this.uri = RedisURI.create(URI.create(Objects.requireNonNull(properties.url())));
        uri.setTimeout(TIMEOUT);
        uri.setClientName("atelier");
        this.resources = ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
        this.client = RedisClient.create(resources, uri);
        // We reconnect ourselves: whoever came meanwhile has long done without, and wants nothing sent later.
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(10_000)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).keepAlive(true).build())
                .build());
    }

    /** Told of each new connection that hears; what is wished later finds it by {@link #hearing}. */
    void onConnect(Consumer<StatefulRedisPubSubConnection<String, String>> hearer) {
        hearers.add(hearer);
    }

    int database() {
        return uri.getDatabase();
    }

    boolean isWell() {
        return well;
    }

    /** The connection that hears, when there is one. */
    @Nullable StatefulRedisPubSubConnection<String, String> hearing() {
        var current = session;
        return current == null ? null : current.hearing;
    }

    /** The answer to a command; null when Redis is away or late. A command that Redis refuses counts as away. */
    <T> @Nullable T ask(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        var current = session;
        if (!well || current == null) {
            return null;
        }
        try {
            return command.apply(current.commands.async()).toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RedisException e) {
            log.debug("Redis did not answer in time", e);
            well = false;
            doubts.release();
        }
        return null;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Reading look() {
        return well ? Reading.up("Redis at " + uri.getHost() + ":" + uri.getPort())
                : Reading.degraded("Redis does not work (" + trouble + "): each process counts limits and shows who is"
                        + " here by itself, and news between processes takes some seconds. Check ATELIER_REDIS_URL.");
    }

    @Override
    public void start() {
        running = true;
        keep();
        looker = Thread.ofVirtual().name("redis-look").start(this::lookAgain);
    }

    /** The first look happens within the start, so that nothing is counted apart only because Redis was not asked yet. */
    private void lookAgain() {
        while (running) {
            try {
                if (doubts.tryAcquire(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    doubts.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
            keep();
        }
    }

    private void keep() {
        try {
            var current = session;
            if (current != null && (!current.isOpen() || silences >= MOST_SILENCES)) {
                session = null;
                silences = 0;
                current.close();
                current = null;
            }
            if (current == null) {
                current = connect();
                session = current;
                var hearing = current.hearing;
                hearers.forEach(h -> h.accept(hearing));
            }
            current.commands.async().eval(LOOK, ScriptOutputType.STATUS, "atelier:look").toCompletableFuture()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            current.hearing.async().ping().toCompletableFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            silences = 0;
            well();
        } catch (TimeoutException e) {
            silences++;
            unwell("it does not answer");
        } catch (ExecutionException | RedisException e) {
            unwell(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("A look at Redis failed", e);
            unwell(reason(e));
        }
    }

    private Session connect() {
        var commands = client.connect();
        try {
            return new Session(commands, client.connectPubSub());
        } catch (RuntimeException e) {
            commands.closeAsync();
            throw e;
        }
    }

    private synchronized void well() {
        well = true;
        if (told && ++goodLooks >= GOOD_LOOKS) {
            log.info("Redis at {}:{} works again", uri.getHost(), uri.getPort());
            told = false;
        }
    }

    /** One line for each absence. */
    private synchronized void unwell(String reason) {
        well = false;
        goodLooks = 0;
        trouble = reason;
        if (!told && running) {
            told = true;
            log.warn("Redis at {}:{} does not work ({}); each process goes on by itself until it does", uri.getHost(),
                    uri.getPort(), reason);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = String.valueOf(cause.getMessage());
        return message.length() > 200 ? message.substring(0, 200) : message;
    }

    @Override
    public void stop() {
        running = false;
        well = false;
        looker.interrupt();
        var current = session;
        session = null;
        if (current != null) {
            current.close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who use it, after them at the end. */
    @Override
    public int getPhase() {
        return -1;
    }
}
