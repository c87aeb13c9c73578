package app.atelier.platform.journal.kafka;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** {@code ATELIER_KAFKA} is set; an empty value counts as not set. */
final class OnKafka implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty("atelier.kafka", "").isBlank();
    }
}
