package app.atelier.orders;

import java.util.List;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.ProductKind;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One product of an order, as it was sold: name, price and template version are those of the moment.
 *
 * @param fulfilled how many were handed over
 * @param units     of a service: each unit, from 1, with the project it became
 */
public record OrderLine(UUID id, UUID productId, String name, ProductKind kind, int quantity, Money unitPrice, Money total,
        @Nullable UUID templateId, @Nullable Integer templateVersion, int fulfilled, List<Unit> units) {

    /** @param projectId null until the project exists */
    public record Unit(int unit, @Nullable UUID projectId, @Nullable String projectName) {
    }

    /** How many are still to be handed over. */
    @JsonIgnore
    public int open() {
        return quantity - fulfilled;
    }

    OrderLine withFulfilled(int now) {
        return new OrderLine(id, productId, name, kind, quantity, unitPrice, total, templateId, templateVersion, now, units);
    }

    OrderLine forCustomer() {
        return new OrderLine(id, productId, name, kind, quantity, unitPrice, total, templateId, templateVersion, fulfilled,
                units.stream().map(u -> new Unit(u.unit(), null, u.projectName())).toList());
    }
}
