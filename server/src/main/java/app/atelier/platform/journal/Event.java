package app.atelier.platform.journal;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a service tells the others: a small record, named in the past tense. Its components
 * become the entry's {@code data}; what changed is told with its values before and after.
 */
public interface Event {

    @JsonIgnore
    Envelope envelope();

    /** What it counts as in the metrics: one of few words; its type, unless that says too little. */
    @JsonIgnore
    default String counted() {
        return envelope().type();
    }

    /**
     * What is written on the outside of an entry.
     *
     * @param type        {@code subject.verb}, such as {@code task.moved}; unique in the house and never renamed
     * @param subjectType what the event is about: the kind of thing, and which
     * @param audience    who may see the entry: {@link Audience}
     */
    record Envelope(String type, String subjectType, UUID subjectId, @Nullable String audience) {
    }
}
