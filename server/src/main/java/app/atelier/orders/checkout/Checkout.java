package app.atelier.orders.checkout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import app.atelier.catalog.CatalogAccess;
import app.atelier.catalog.CatalogAccess.Shop;
import app.atelier.catalog.Money;
import app.atelier.catalog.StockKeeper;
import app.atelier.orders.Customer;
import app.atelier.orders.Order;
import app.atelier.orders.OrderLine;
import app.atelier.orders.OrderPlaced;
import app.atelier.orders.Payment;
import app.atelier.orders.PaymentState;
import app.atelier.orders.book.OrderStore;
import app.atelier.orders.payments.PaymentStore;
import app.atelier.orders.payments.Providers;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How an order comes to be: once per id, however often and however parallel it is sent. */
@Component
public class Checkout {

    private final Db db;
    private final OrderStore orders;
    private final PlaceStore places;
    private final PaymentStore payments;
    private final CatalogAccess catalog;
    private final StockKeeper stock;
    private final Providers providers;
    private final Journal journal;
    private final SecretBox box;
    private final JsonMapper json;

    Checkout(Db db, OrderStore orders, PlaceStore places, PaymentStore payments, CatalogAccess catalog, StockKeeper stock,
            Providers providers, Journal journal, SecretBox box, JsonMapper json) {
        this.db = db;
        this.orders = orders;
        this.places = places;
        this.payments = payments;
        this.catalog = catalog;
        this.stock = stock;
        this.providers = providers;
        this.journal = journal;
        this.box = box;
        this.json = json;
    }

    /** What a customer sends. */
    record Request(String shop, Cart cart, Customer customer, String payment, @Nullable String note) {
    }

    /** An order, the secret that shows it to its customer, and whether this request made it. */
    record Placed(Order order, String secret, boolean isNew) {
    }

    /**
     * Places an order. Stock is held first, because only the catalog knows whether there is any; should this process
     * die in between, what was held comes free by itself.
     *
     * @throws Problem.Conflict {@code out-of-stock}, or when the id belongs to another order
     */
    Placed place(UUID id, Request request) {
        var shop = catalog.shop(request.shop()).orElseThrow(() -> new Problem.NotFound("There is no shop at this address."));
        providers.require(request.payment());
        var content = Tokens.sha256(json.writeValueAsBytes(request));
        var earlier = earlier(shop, id, content);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var lines = request.cart().lines(catalog.offers(shop.organizationId(), request.cart().products()));
        var goods = Cart.goods(lines);
        if (!goods.isEmpty()) {
            stock.reserve(shop.organizationId(), id, goods);
        }
        var secret = Tokens.random();
        var order = db.in(shop.organizationId(), tx -> insert(tx, id, request, lines, content, secret));
        return order != null ? new Placed(order, secret, true) : earlier(shop, id, content).orElseThrow();
    }

    /** Null when a parallel request was faster. */
    private @Nullable Order insert(Tx tx, UUID id, Request request, List<OrderLine> lines, byte[] content, String secret) {
        if (!places.insert(tx, id, Tokens.hash(secret))) {
            return null;
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return insert(tx, id, orders.nextNumber(tx), request.customer(), lines, request.note(), request.payment(), now,
                providers.payBy(request.payment(), now), content, secret);
    }

    /** Writes an order within the caller's transaction; its place and number are taken already. */
    private Order insert(Tx tx, UUID id, int number, Customer customer, List<OrderLine> lines, @Nullable String note,
            String provider, Instant at, @Nullable Instant payBy, byte[] content, String secret) {
        var total = Order.sum(lines);
        var payment = Ids.next();
        var order = Order.place(id, number, customer, lines, note, new Payment(payment, provider, PaymentState.PENDING, total,
                new Money(0, total.currency()), null, null, provider.equals(Providers.TEST) ? "/pay/test/" + payment : null),
                at, payBy);
        orders.insert(tx, order, number, content, box.seal(secret.getBytes(StandardCharsets.UTF_8), context(id)));
        payments.insertPlace(tx, payment, id);
        journal.record(tx, null, at, new OrderPlaced(order, box.sealText(secret, context(id))));
        return order;
    }

    /**
     * An order of the demonstration, with the number and the day it is to have. Its stock is held by the caller.
     *
     * @return false when it exists already
     */
    public boolean insertPast(Tx tx, UUID id, int number, Customer customer, List<OrderLine> lines, String provider, Instant at) {
        var secret = Tokens.random();
        if (!places.insert(tx, id, Tokens.hash(secret))) {
            return false;
        }
        orders.skipTo(tx, number);
        insert(tx, id, number, customer, lines, null, provider, at, null, Tokens.hash(secret), secret);
        return true;
    }

    private Optional<Placed> earlier(Shop shop, UUID id, byte[] content) {
        return db.shared(tx -> places.find(tx, id)).map(place -> {
            if (!place.organization().equals(shop.organizationId())) {
                throw new Problem.Conflict("id", "belongs to another order already; use a new id");
            }
            return db.snapshot(place.organization(), tx -> {
                var kept = places.earlier(tx, id);
                if (!MessageDigest.isEqual(kept.contentHash(), content)) {
                    throw new Problem.Conflict("id", "belongs to another order already; use a new id");
                }
                return new Placed(orders.find(tx, id).orElseThrow(),
                        new String(box.open(kept.secretSealed(), context(id)), StandardCharsets.UTF_8), false);
            });
        });
    }

    /** The order as its customer may see it; a wrong secret answers like an order that does not exist. */
    Order status(UUID id, String secret) {
        var place = db.shared(tx -> places.find(tx, id))
                .filter(p -> MessageDigest.isEqual(p.secretHash(), Tokens.hash(secret)))
                .orElseThrow(() -> new Problem.NotFound("order", id));
        return db.snapshot(place.organization(), tx -> orders.find(tx, id)).orElseThrow().forCustomer();
    }

    static String email(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    private static String context(UUID order) {
        return "orders.secret/" + order;
    }
}
