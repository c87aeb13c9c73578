package app.atelier.orders;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an order stands as a whole. It is completed when it is paid and everything was handed over. */
public enum OrderState {
    PLACED, COMPLETED, CANCELLED, EXPIRED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no state */
    public static OrderState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
