package app.atelier.catalog;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a product is sold: not yet, now, or no longer. Each may follow each. */
public enum ProductState {
    DRAFT, PUBLISHED, ARCHIVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no state */
    @JsonCreator
    public static ProductState of(String word) {
        for (var state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no state; the states are draft, published and archived");
    }
}
