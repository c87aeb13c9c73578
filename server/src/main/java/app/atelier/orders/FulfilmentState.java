package app.atelier.orders;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The axis of fulfilment; it follows from the lines, and ends in {@code cancelled} when nothing was handed over. */
public enum FulfilmentState {
    UNFULFILLED, PARTIALLY_FULFILLED, FULFILLED, CANCELLED;

    static FulfilmentState of(List<OrderLine> lines) {
        if (lines.stream().allMatch(l -> l.open() == 0)) {
            return FULFILLED;
        }
        return lines.stream().allMatch(l -> l.fulfilled() == 0) ? UNFULFILLED : PARTIALLY_FULFILLED;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no state */
    public static FulfilmentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
