package app.atelier.orders.payments;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.orders.Order;
import app.atelier.orders.OrderState;
import app.atelier.orders.book.OrderStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.web.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a payment provider, for demonstrations and tests: the customer presses a button, and what a provider would send
 * is built, signed and handed to the very handling that a provider's own call would reach.
 */
@Component
class TestProvider {

    private final Db db;
    private final PaymentStore store;
    private final OrderStore orders;
    private final Webhooks webhooks;
    private final Providers providers;
    private final JsonMapper json;

    TestProvider(Db db, PaymentStore store, OrderStore orders, Webhooks webhooks, Providers providers, JsonMapper json) {
        this.db = db;
        this.store = store;
        this.orders = orders;
        this.webhooks = webhooks;
        this.providers = providers;
        this.json = json;
    }

    /**
     * @param secret the customer's secret of the order
     * @throws Problem.NotFound when the provider is off, there is no such payment, or the secret is another
     * @throws Problem.Conflict when the payment is over
     */
    Order play(UUID payment, String secret, boolean succeed) {
        var unknown = new Problem.NotFound("payment", payment);
        if (!providers.isOn(Providers.TEST)) {
            throw unknown;
        }
        var place = db.shared(tx -> store.place(tx, payment).filter(p -> store.secretHash(tx, p.order())
                .map(kept -> MessageDigest.isEqual(kept, Tokens.hash(secret))).orElse(false))).orElseThrow(() -> unknown);
        var order = db.snapshot(place.organization(), tx -> orders.find(tx, place.order())).orElseThrow();
        if (!order.current().provider().equals(Providers.TEST)) {
            throw unknown;
        }
        if (order.state() != OrderState.PLACED || !order.payment().isOpen()) {
            throw new Problem.Conflict("This payment is " + order.payment().word() + "; there is nothing to pay any more.");
        }
        for (var type : succeed ? List.of("payment.authorized", "payment.captured") : List.of("payment.failed")) {
            var now = Instant.now();
            var body = json.writeValueAsBytes(new PaymentEvent("test_" + Ids.next(), type, now, payment, order.total()));
            webhooks.hear(Providers.TEST, Signatures.sign(webhooks.secret(Providers.TEST), now, body), body);
        }
        return db.snapshot(place.organization(), tx -> orders.find(tx, place.order())).orElseThrow().forCustomer();
    }
}
