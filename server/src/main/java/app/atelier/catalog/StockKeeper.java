package app.atelier.catalog;

import java.util.Map;
import java.util.UUID;

import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Holds stock for orders.
 *
 * <p>This is the house's one call across services that changes something, and it is one on purpose: whether the last
 * piece is yours must be known before the order is accepted, and only the transaction that owns the stock can know it.
 * It stays honest as a <em>lease</em>: the answer is kept under the order's id, so asking again changes nothing, and a
 * lease whose order never comes to be ends by itself after {@link #LEASE_MINUTES}. Everything after that is journal:
 * {@code order.placed} keeps what is held, {@code order.cancelled} and {@code order.expired} release it,
 * {@code order.fulfilled} takes it out of the house.
 */
@HttpExchange("/internal/catalog")
public interface StockKeeper {

    /** How long stock is held for an order that nobody has heard of yet. */
    int LEASE_MINUTES = 15;

    /**
     * Holds all of it or nothing. The same order may ask again and gets what it has.
     *
     * @param quantities pieces per product, each at least 1; goods only
     * @throws app.atelier.platform.web.Problem.Conflict {@code out-of-stock} when fewer are available, and when the
     *         order asked for something else before or its lease is over
     */
    @PostExchange("/reserve")
    void reserve(UUID organization, UUID order, Map<UUID, Integer> quantities);
}
