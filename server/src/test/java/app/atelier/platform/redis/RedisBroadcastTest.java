package app.atelier.platform.redis;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.broadcast.BroadcastContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** By a real Redis's publish and subscribe. */
class RedisBroadcastTest extends BroadcastContract {

    private static RedisLink oneLink;
    private static RedisLink otherLink;
    private static RedisBroadcast here;
    private static RedisBroadcast there;

    @BeforeAll
    static void start() {
        oneLink = TestRedis.unstarted(TestRedis.shared());
        otherLink = TestRedis.unstarted(TestRedis.shared());
        here = new RedisBroadcast(oneLink);
        there = new RedisBroadcast(otherLink);
        oneLink.start();
        otherLink.start();
        here.start();
        there.start();
    }

    @AfterAll
    static void stop() {
        here.stop();
        there.stop();
        oneLink.stop();
        otherLink.stop();
    }

    @Override
    protected Broadcast here() {
        return here;
    }

    @Override
    protected Broadcast there() {
        return there;
    }
}
