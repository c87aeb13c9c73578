package app.atelier.orders.payments;

import java.time.Instant;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.orders.PaymentState;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells about a payment.
 *
 * @param id unique at the provider; the same event may be told any number of times
 */
public record PaymentEvent(@Nullable String id, @Nullable String type, @Nullable Instant at, @Nullable UUID paymentId,
        @Nullable Money amount) {

    /** A complete event. */
    record Told(String id, PaymentState state, String type, Instant at, UUID paymentId, Money amount) {
    }

    /** @throws Problem.Invalid naming the field that is missing or wrong */
    Told told() {
        if (id == null || id.isBlank() || id.length() > 255) {
            throw new Problem.Invalid("id", "must have 1 to 255 characters");
        }
        if (at == null) {
            throw new Problem.Invalid("at", "must not be empty");
        }
        if (paymentId == null) {
            throw new Problem.Invalid("paymentId", "must not be empty");
        }
        if (amount == null) {
            throw new Problem.Invalid("amount", "must not be empty");
        }
        var state = switch (type == null ? "" : type) {
            case "payment.authorized" -> PaymentState.AUTHORIZED;
            case "payment.captured" -> PaymentState.CAPTURED;
            case "payment.failed" -> PaymentState.FAILED;
            default -> throw new Problem.Invalid("type", "must be payment.authorized, payment.captured or payment.failed");
        };
        return new Told(id, state, String.valueOf(type), at, paymentId, amount);
    }
}
