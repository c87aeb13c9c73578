package app.atelier.platform.analytics;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** {@code ATELIER_CLICKHOUSE_URL} is set. */
class WithClickHouse implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("atelier.clickhouse.url", "").isBlank();
    }

    /** It is not. */
    static final class Not extends WithClickHouse {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
