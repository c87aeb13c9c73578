package app.atelier.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import app.atelier.Await;
import app.atelier.engines.RedisEngine;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.limits.LocalLimits;
import app.atelier.platform.watch.Watched.State;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Redis killed, silent, wrong: nothing stops, nobody waits, it is said once, and its return is noticed. */
class RedisAwayTest {

    private static final Share ONE = new Share("one", 1, 1);

    @Test
    void withoutRedisEachInstanceCountsAloneUntilItIsBack() {
        try (var engine = TestRedis.start()) {
            var links = List.of(TestRedis.link(engine), TestRedis.link(engine));
            var instances = links.stream().<Limits>map(l -> new RedisLimits(l, new LocalLimits())).toList();
            assertThat(grantedTo("before", instances)).isEqualTo(1);

            engine.kill();
            Await.until("both noticed", () -> links.stream().noneMatch(RedisLink::isWell));
            assertThat(grantedTo("while away", instances)).isEqualTo(2);
            assertThat(links.getFirst().look().state()).isEqualTo(State.DEGRADED);
            assertThat(links.getFirst().look().detail()).contains("ATELIER_REDIS_URL");

            engine.restart();
            Await.until("both noticed its return", () -> links.stream().allMatch(RedisLink::isWell));
            assertThat(links.getFirst().look().state()).isEqualTo(State.UP);
            assertThat(grantedTo("afterwards", instances)).isEqualTo(1);
            links.forEach(RedisLink::stop);
        }
    }

    private static int grantedTo(String who, List<Limits> instances) {
        return (int) instances.stream().filter(i -> i.take(ONE, who).granted()).count();
    }

    @Test
    void broadcastsGoOnAfterARestart() {
        try (var engine = TestRedis.start()) {
            var links = List.of(TestRedis.unstarted(engine), TestRedis.unstarted(engine));
            var instances = links.stream().map(RedisBroadcast::new).toList();
            links.forEach(RedisLink::start);
            instances.forEach(RedisBroadcast::start);
            var heard = new CopyOnWriteArrayList<String>();
            instances.getLast().listen("before", heard::add);
            engine.kill();
            Await.until("both noticed", () -> links.stream().noneMatch(RedisLink::isWell));
            instances.getLast().listen("meanwhile", heard::add);
            instances.getFirst().tell("before", "lost");
            engine.restart();
            for (var topic : List.of("before", "meanwhile")) {
                Await.until(topic + " heard", () -> {
                    instances.getFirst().tell(topic, topic);
                    return heard.contains(topic);
                });
            }
            instances.forEach(RedisBroadcast::stop);
            links.forEach(RedisLink::stop);
        }
    }

    /** Redis sleeps five seconds; all this must be over before it wakes, or somebody waited for it. */
    @Test
    void nobodyWaitsForARedisThatDoesNotAnswer() throws Exception {
        try (var engine = TestRedis.start()) {
            var link = TestRedis.link(engine);
            var limits = new RedisLimits(link, new LocalLimits());
            limits.take(ONE, "warm");
            try (var sleeping = new Sleeping(engine)) {
                Await.until("an answer too late", () -> {
                    limits.take(ONE, "too late");
                    return !link.isWell();
                });
                for (var i = 0; i < 1_000; i++) {
                    limits.take(ONE, "n" + i);
                }
                assertThat(sleeping.isAsleep()).isTrue();
            }
            Await.until("it works again", link::isWell);
            link.stop();
        }
    }

    /** A Redis made to sleep; closing waits for its end. */
    private static final class Sleeping implements AutoCloseable {

        private final Socket socket;

        Sleeping(RedisEngine engine) throws Exception {
            var address = URI.create(engine.address());
            socket = new Socket(address.getHost(), address.getPort());
            socket.getOutputStream().write("DEBUG SLEEP 5\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        boolean isAsleep() throws Exception {
            return socket.getInputStream().available() == 0;
        }

        @Override
        public void close() throws Exception {
            assertThat(socket.getInputStream().readNBytes(5)).asString(StandardCharsets.US_ASCII).isEqualTo("+OK\r\n");
            socket.close();
        }
    }

    @Test
    void theAbsenceIsSaidOnce() {
        var logger = (Logger) LoggerFactory.getLogger(RedisLink.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        try (var engine = TestRedis.start()) {
            engine.kill();
            var link = TestRedis.link(engine);
            assertThat(link.isWell()).isFalse();
            var limits = new RedisLimits(link, new LocalLimits());
            assertThat(limits.take(ONE, UUID.randomUUID().toString()).granted()).isTrue();
            engine.restart();
            Await.until("it works", link::isWell);
            Await.until("its return said", () -> lines.list.stream().anyMatch(l -> l.getFormattedMessage().endsWith("works again")));
            link.stop();
            assertThat(lines.list).filteredOn(l -> l.getLevel() == Level.WARN).hasSize(1);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "http://localhost:6379", "redis://", "redis://host:port", "redis:host",
            "redis://host:6379/first", "redis://:s3cret pass@host", "redis://host:99999"})
    void aWrongAddressIsRefusedWithTheRemedyAndWithoutThePassword(String url) {
        assertThatThrownBy(() -> new RedisProperties(url)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ATELIER_REDIS_URL").hasMessageContaining("redis://host:6379").hasMessageNotContaining("s3cret");
    }

    @Test
    void anAddressMayNameAPasswordADatabaseAndTls() {
        var url = "rediss://ada:p%40ss@cache.example.org:7000/3";
        assertThat(new RedisProperties(url).url()).isEqualTo(url);
        assertThat(new RedisProperties("redis://cache").url()).isEqualTo("redis://cache");
    }
}
