package app.atelier.platform.redis;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** {@code ATELIER_REDIS_URL} is set. */
public final class WithRedis implements Condition {

    private static final String URL = "atelier.redis.url";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty(URL, "").isBlank();
    }
}
