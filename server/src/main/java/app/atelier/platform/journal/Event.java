package app.atelier.platform.journal;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a service tells the others: a small record, named in the past tense. Its components
 * become the entry's {@code data}; what changed is told with its values before and after.
 */
public interface Event {

    /** {@code subject.verb}, such as {@code task.moved}; unique in the house and never renamed. */
    @JsonIgnore
    String type();

    @JsonIgnore
    Subject subject();

    /** Who may see the entry: {@link Audience}. */
    @JsonIgnore
    @Nullable String audience();

    /** What an event is about. */
    record Subject(String type, UUID id) {
    }
}
