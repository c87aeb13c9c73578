package app.atelier.platform.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import app.atelier.engines.RedisEngine;
import app.atelier.platform.broadcast.Broadcast;

/** A Redis for tests. */
public final class TestRedis {

    private TestRedis() {
    }

    private static final class Shared {
        private static final RedisEngine ENGINE = start();
    }

    /** The one for tests that do it no harm; ends with the JVM. */
    public static RedisEngine shared() {
        return Shared.ENGINE;
    }

    /** One of its own, to be killed. */
    public static RedisEngine start() {
        try {
            return RedisEngine.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "redis"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, and waiting as long as a busy machine may take. */
    static RedisLink patient(RedisEngine engine) {
        var link = new RedisLink(new RedisProperties(engine.address()), Duration.ofSeconds(20));
        link.start();
        return link;
    }

    /** One instance's broadcast, running until closed. */
    public static Instance broadcast(RedisEngine engine) {
        var link = unstarted(engine);
        var broadcast = new RedisBroadcast(link);
        link.start();
        broadcast.start();
        return new Instance(broadcast, link);
    }

    /** {@link #broadcast}. */
    public static final class Instance implements AutoCloseable {

        private final RedisBroadcast broadcast;
        private final RedisLink link;

        private Instance(RedisBroadcast broadcast, RedisLink link) {
            this.broadcast = broadcast;
            this.link = link;
        }

        public Broadcast broadcast() {
            return broadcast;
        }

        @Override
        public void close() {
            broadcast.stop();
            link.stop();
        }
    }

    /** Connected, unless it is away. */
    static RedisLink link(RedisEngine engine) {
        var link = unstarted(engine);
        link.start();
        return link;
    }

    /** For those who listen to it before it starts, as they do in a process. */
    static RedisLink unstarted(RedisEngine engine) {
        return new RedisLink(new RedisProperties(engine.address()));
    }
}
