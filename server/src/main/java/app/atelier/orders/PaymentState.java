package app.atelier.orders;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.web.Problem;
import com.fasterxml.jackson.annotation.JsonValue;

/** The axis of payment. A declined payment may be tried again until the order expires. */
public enum PaymentState {
    PENDING, AUTHORIZED, FAILED, CAPTURED, VOIDED, PARTIALLY_REFUNDED, REFUNDED;

    /** What may follow. */
    public Set<PaymentState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(AUTHORIZED, FAILED, CAPTURED, VOIDED);
            case AUTHORIZED -> EnumSet.of(FAILED, CAPTURED, VOIDED);
            case FAILED -> EnumSet.of(CAPTURED, VOIDED);
            case CAPTURED, PARTIALLY_REFUNDED -> EnumSet.of(PARTIALLY_REFUNDED, REFUNDED);
            case VOIDED, REFUNDED -> EnumSet.noneOf(PaymentState.class);
        };
    }

    /** Whether the order waits for money. */
    public boolean isOpen() {
        return next().contains(CAPTURED);
    }

    /** @throws Problem.Conflict {@code illegal-transition}, naming what may follow */
    public PaymentState become(PaymentState next) {
        if (!next().contains(next)) {
            var legal = next().stream().map(PaymentState::word).collect(Collectors.joining(" or "));
            throw new Problem.Conflict("illegal-transition", "That does not follow",
                    "A payment that is " + word() + " cannot become " + next.word() + "; "
                            + (legal.isEmpty() ? "nothing follows." : "it can become " + legal + "."));
        }
        return next;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no state */
    public static PaymentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
