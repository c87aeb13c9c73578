package app.atelier.platform.redis;

import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Conditional;

/** {@code ATELIER_REDIS_URL} is not set. */
public final class WithoutRedis extends NoneNestedConditions {

    public WithoutRedis() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @Conditional(WithRedis.class)
    static final class Set {
    }
}
