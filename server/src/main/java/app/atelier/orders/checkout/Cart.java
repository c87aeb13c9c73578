package app.atelier.orders.checkout;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import app.atelier.catalog.CatalogAccess.Offer;
import app.atelier.catalog.ProductKind;
import app.atelier.orders.OrderLine;
import app.atelier.orders.OrderLine.Unit;
import app.atelier.platform.db.Ids;
import app.atelier.platform.web.Problem;

/** What somebody wants to order. */
public record Cart(List<Item> items) {

    private static final int MOST_SERVICES = 20;

    /** So many of a product. */
    public record Item(UUID productId, int quantity) {
    }

    /** @throws Problem.Invalid when a product stands in it twice */
    public Cart {
        var seen = new HashSet<UUID>();
        for (var i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i).productId())) {
                throw new Problem.Invalid("items[" + i + "].productId", "is in the list twice; put the quantities together");
            }
        }
    }

    List<UUID> products() {
        return items.stream().map(Item::productId).toList();
    }

    /**
     * The lines of an order for what is offered now.
     *
     * @throws Problem.Invalid naming the item that is not offered, too many, or in another currency
     */
    List<OrderLine> lines(List<Offer> offers) {
        var byId = offers.stream().collect(Collectors.toMap(Offer::productId, o -> o));
        return IntStream.range(0, items.size()).mapToObj(i -> {
            var item = items.get(i);
            var offer = byId.get(item.productId());
            if (offer == null) {
                throw new Problem.Invalid("items[" + i + "].productId", "is not sold here, or no longer");
            }
            if (offer.kind() == ProductKind.SERVICE && item.quantity() > MOST_SERVICES) {
                throw new Problem.Invalid("items[" + i + "].quantity", "must be at most " + MOST_SERVICES + " for a service");
            }
            if (!offer.price().currency().equals(offers.getFirst().price().currency())) {
                throw new Problem.Invalid("items[" + i + "].productId", "is sold in another currency; order it by itself");
            }
            return line(Ids.next(), offer, item.quantity());
        }).toList();
    }

    /** A line as the product is sold now; of a service, with the template version of now. */
    public static OrderLine line(UUID id, Offer offer, int quantity) {
        var units = offer.kind() == ProductKind.GOODS ? List.<Unit>of()
                : IntStream.rangeClosed(1, quantity).mapToObj(n -> new Unit(n, null, null)).toList();
        return new OrderLine(id, offer.productId(), offer.name(), offer.kind(), quantity, offer.price(),
                offer.price().times(quantity), offer.templateId(), offer.templateVersion(), 0, units);
    }

    /** The pieces of goods that a stock must hold. */
    public static Map<UUID, Integer> goods(List<OrderLine> lines) {
        var goods = new TreeMap<UUID, Integer>();
        lines.stream().filter(l -> l.kind() == ProductKind.GOODS).forEach(l -> goods.put(l.productId(), l.quantity()));
        return goods;
    }
}
