package app.atelier.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.LimitsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shares counted by a real Redis, and nowhere else: alone, nothing would be granted. */
class RedisLimitsTest extends LimitsContract {

    private static RedisLink one;
    private static RedisLink other;
    private static final Limits NOTHING = (_, _) -> {
        throw new AssertionError("Redis was not used");
    };

    @BeforeAll
    static void connect() {
        one = TestRedis.patient(TestRedis.shared());
        other = TestRedis.patient(TestRedis.shared());
    }

    @AfterAll
    static void disconnect() {
        one.stop();
        other.stop();
    }

    @Override
    protected Limits limits() {
        return new RedisLimits(one, NOTHING);
    }

    @Test
    void twoInstancesShare() {
        var share = new Limits.Share("both", 10, 1);
        var who = somebody();
        var here = new RedisLimits(one, NOTHING);
        var there = new RedisLimits(other, NOTHING);
        var granted = 0;
        for (var i = 0; i < 10; i++) {
            granted += here.take(share, who).granted() ? 1 : 0;
            granted += there.take(share, who).granted() ? 1 : 0;
        }
        assertThat(granted).isEqualTo(10);
    }
}
