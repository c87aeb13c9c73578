package app.atelier.platform.cache;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer to this ask holds until the journal tells of what may change it, so {@link KeptAnswers} may give it again.
 * The first parameter says the organization: a {@link app.atelier.platform.security.Caller} or its id.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface HoldsUntil {

    /** After an entry whose type begins like this, no answer of the organization holds. */
    String[] value();

    /** After an entry whose type begins like this, the answers that have its subject among their parameters do not hold. */
    String[] subject() default {};
}
