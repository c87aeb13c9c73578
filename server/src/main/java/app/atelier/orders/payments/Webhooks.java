package app.atelier.orders.payments;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import app.atelier.orders.Order;
import app.atelier.orders.OrderPaid;
import app.atelier.orders.OrderPaymentChanged;
import app.atelier.orders.OrderState;
import app.atelier.orders.PaymentState;
import app.atelier.orders.book.OrderStore;
import app.atelier.orders.book.Steps;
import app.atelier.orders.payments.PaymentEvent.Told;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Problems;
import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears what payment providers tell: signed, in any order, any number of times. Each event acts once, by its id; an event
 * that a later one has overtaken changes nothing, so every order of arrival ends alike.
 */
@Component
class Webhooks {

    /** What became of an event. */
    enum Outcome {
        APPLIED, DUPLICATE, STALE, LATE, MISMATCH;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Db db;
    private final PaymentStore store;
    private final OrderStore orders;
    private final Steps steps;
    private final SecretBox box;
    private final JsonMapper json;

    Webhooks(Db db, PaymentStore store, OrderStore orders, Steps steps, SecretBox box, JsonMapper json) {
        this.db = db;
        this.store = store;
        this.orders = orders;
        this.steps = steps;
        this.box = box;
        this.json = json;
    }

    /**
     * @param signature the header {@link Signatures#HEADER}
     * @param body      exactly as it was sent
     */
    Outcome hear(String provider, String signature, byte[] body) {
        Signatures.verify(secret(provider), signature, body, Instant.now());
        var event = read(body).told();
        var place = db.shared(tx -> store.place(tx, event.paymentId()))
                .orElseThrow(() -> new Problem.NotFound("payment", event.paymentId()));
        return db.in(place.organization(), tx -> {
            var order = orders.lock(tx, place.order()).orElseThrow();
            if (!order.current().provider().equals(provider)) {
                throw new Problem.NotFound("payment", event.paymentId());
            }
            if (!store.insert(tx, provider, event, Instant.now())) {
                return Outcome.DUPLICATE;
            }
            var outcome = act(tx, order, event);
            store.conclude(tx, provider, event.id(), outcome.word());
            return outcome;
        });
    }

    private Outcome act(Tx tx, Order order, Told event) {
        // What is written down is when we heard it: a provider's clock cannot reorder our history.
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (!order.current().amount().equals(event.amount())) {
            return Outcome.MISMATCH;
        }
        if (event.state() == PaymentState.CAPTURED && order.state() != OrderState.PLACED
                && order.payment() == PaymentState.VOIDED) {
            steps.take(tx, null, null, order.id(), o -> o.payLate(event.amount(), now), OrderPaymentChanged::new);
            return Outcome.LATE;
        }
        if (order.state() != OrderState.PLACED || !order.payment().next().contains(event.state())) {
            return Outcome.STALE;
        }
        if (event.state() == PaymentState.CAPTURED) {
            steps.take(tx, null, null, order.id(), o -> o.pay(null, null, now, null), OrderPaid::new);
        } else {
            steps.take(tx, null, null, order.id(), o -> o.payment(event.state(), now), OrderPaymentChanged::new);
        }
        return Outcome.APPLIED;
    }

    private PaymentEvent read(byte[] body) {
        try {
            return json.readValue(body, PaymentEvent.class);
        } catch (JacksonException e) {
            throw Problems.unreadable(e);
        }
    }

    /** The secret shared with a provider; for the test provider this installation makes one at first use. */
    byte[] secret(String provider) {
        var context = "orders.signing_secret/" + provider;
        var sealed = db.shared(tx -> store.signingSecret(tx, provider)).orElseGet(() -> {
            var fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            return db.shared(tx -> {
                store.insertSigningSecret(tx, provider, box.seal(fresh, context));
                return store.signingSecret(tx, provider).orElseThrow();
            });
        });
        return box.open(sealed, context);
    }
}
