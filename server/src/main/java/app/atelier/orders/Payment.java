package app.atelier.orders;

import java.util.UUID;

import app.atelier.catalog.Money;
import org.jspecify.annotations.Nullable;

/**
 * How an order is paid.
 *
 * @param provider  {@code invoice} or {@code test}
 * @param refunded  how much of the amount goes back
 * @param method    how the money came, where a seller said so: {@code bank_transfer} or {@code cash}
 * @param reference what a seller noted about it
 */
public record Payment(UUID id, String provider, PaymentState state, Money amount, Money refunded,
        @Nullable String method, @Nullable String reference, @Nullable String url) {

    Payment become(PaymentState next) {
        return new Payment(id, provider, state.become(next), amount, refunded, method, reference, url);
    }

    Payment by(@Nullable String method, @Nullable String reference) {
        return new Payment(id, provider, state, amount, refunded, method, reference, url);
    }

    Payment refund(Money back) {
        var next = back.equals(amount) ? PaymentState.REFUNDED : PaymentState.PARTIALLY_REFUNDED;
        return new Payment(id, provider, state.become(next), amount, back, method, reference, url);
    }

    Payment forCustomer() {
        return new Payment(id, provider, state, amount, refunded, method, null, url);
    }
}
