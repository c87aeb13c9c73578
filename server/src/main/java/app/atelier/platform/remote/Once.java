package app.atelier.platform.remote;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the rare ask that does something anew each time it is called. When its answer is lost it is not asked again;
 * every other ask may be, because it only reads or because a second call changes nothing.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Once {
}
