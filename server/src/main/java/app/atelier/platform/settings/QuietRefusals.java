package app.atelier.platform.settings;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Spring Boot from printing a stack trace for what {@link Refusal} says in a sentence. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietRefusals implements SpringBootExceptionReporter {

    QuietRefusals() {
    }

    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal) {
                return true;
            }
        }
        return false;
    }
}
