package app.atelier.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.ProductKind;
import app.atelier.platform.web.Problem;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An order. It moves along two axes, payment and fulfilment; every step is a method that refuses what cannot follow and
 * gives the order as it is afterwards, its history one line longer.
 *
 * @param number   unique in the organization, without gaps, such as {@code A-1001}
 * @param payBy    when it expires unless it is paid; null: it waits
 * @param payments one
 */
public record Order(UUID id, String number, OrderState state, PaymentState payment, FulfilmentState fulfilment,
        Customer customer, List<OrderLine> lines, Money total, @Nullable String note, Instant placedAt,
        @Nullable Instant paidAt, @Nullable Instant payBy, List<Payment> payments, List<Happening> history, int version) {

    private static final int FIRST_NUMBER = 1_000;

    /** @param number from 1 */
    public static String number(int number) {
        return "A-" + (FIRST_NUMBER + number);
    }

    /** A new order that waits for its money. */
    public static Order place(UUID id, int number, Customer customer, List<OrderLine> lines, @Nullable String note,
            Payment payment, Instant now, @Nullable Instant payBy) {
        return new Order(id, number(number), OrderState.PLACED, PaymentState.PENDING, FulfilmentState.UNFULFILLED, customer,
                lines, payment.amount(), note, now, null, payBy, List.of(payment),
                List.of(new Happening(now, "Placed", customer.name())), 1);
    }

    /** The sum of the lines, which are all in one currency. */
    public static Money sum(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    @JsonIgnore
    public Payment current() {
        return payments.getLast();
    }

    /** The provider has put the money aside, or was declined. */
    public Order payment(PaymentState next, Instant at) {
        requirePlaced("paid");
        var what = next == PaymentState.FAILED ? "The payment was declined" : "The payment was authorized";
        return with(state, current().become(next), fulfilment, lines, paidAt, payBy, new Happening(at, what, null));
    }

    /**
     * The money is there.
     *
     * @param by who says so; null when the provider does
     */
    public Order pay(@Nullable String method, @Nullable String reference, Instant at, @Nullable String by) {
        requirePlaced("paid");
        var paid = current().become(PaymentState.CAPTURED).by(method, reference);
        var after = fulfilment == FulfilmentState.FULFILLED ? OrderState.COMPLETED : state;
        return with(after, paid, fulfilment, lines, at, null, new Happening(at, "Paid: " + paid.amount().text()
                + (method == null ? "" : " by " + method.replace('_', ' ')), by));
    }

    /** Money that came when the order was over already; somebody has to send it back. */
    public Order payLate(Money amount, Instant at) {
        return with(state, current(), fulfilment, lines, paidAt, payBy, new Happening(at, "A payment of " + amount.text()
                + " came after the order was " + state.word() + "; return it to the customer", null));
    }

    /**
     * Hands over some of a line. Work is handed over only once it is paid.
     *
     * @throws Problem.NotFound when the order has no such line
     */
    public Order fulfil(UUID lineId, int quantity, Instant at, @Nullable String by) {
        requirePlaced("fulfilled");
        var line = lines.stream().filter(l -> l.id().equals(lineId)).findFirst()
                .orElseThrow(() -> new Problem.NotFound("line", lineId));
        if (quantity < 1 || quantity > line.open()) {
            throw new Problem.Invalid("quantity", line.open() == 0 ? "must be left out: everything of this line is handed over"
                    : "must lie between 1 and " + line.open() + ", which are still open");
        }
        if (payment != PaymentState.CAPTURED && (line.kind() == ProductKind.SERVICE || payBy != null)) {
            throw new Problem.Conflict("illegal-transition", "That does not follow", "This is handed over once it is paid; "
                    + "the payment is " + payment.word() + ".");
        }
        var now = new ArrayList<>(lines);
        now.set(lines.indexOf(line), line.withFulfilled(line.fulfilled() + quantity));
        var next = FulfilmentState.of(now);
        var after = next == FulfilmentState.FULFILLED && payment == PaymentState.CAPTURED ? OrderState.COMPLETED : state;
        return with(after, current(), next, now, paidAt, payBy, new Happening(at, (line.kind() == ProductKind.GOODS
                ? "Shipped: " : "Delivered: ") + quantity + " × " + line.name(), by));
    }

    /** Ends the order before everything was handed over; money for what was not goes back. */
    public Order cancel(String reason, Instant at, @Nullable String by) {
        requirePlaced("cancelled");
        if (fulfilment != FulfilmentState.UNFULFILLED && payment.isOpen()) {
            throw new Problem.Conflict("illegal-transition", "That does not follow",
                    "Part of this order is handed over and not paid; take its payment first.");
        }
        var back = lines.stream().map(l -> l.unitPrice().times(l.open())).reduce(Money::plus).orElseThrow();
        var after = payment.isOpen() ? current().become(PaymentState.VOIDED)
                : back.amount() == 0 && total.amount() > 0 ? current() : current().refund(back);
        var end = fulfilment == FulfilmentState.UNFULFILLED ? FulfilmentState.CANCELLED : fulfilment;
        return with(OrderState.CANCELLED, after, end, lines, paidAt, null, new Happening(at, "Cancelled: " + reason
                + (payment.isOpen() ? "" : "; " + back.text() + " goes back to the customer"), by));
    }

    /** Whether it waited for its money long enough. */
    public boolean isOverdue(Instant now) {
        return state == OrderState.PLACED && payment.isOpen() && payBy != null && payBy.isBefore(now);
    }

    public Order expire(Instant at) {
        requirePlaced("expired");
        return with(OrderState.EXPIRED, current().become(PaymentState.VOIDED), FulfilmentState.CANCELLED, lines, paidAt, null,
                new Happening(at, "Expired: it was not paid in time", null));
    }

    /** One unit became a project. */
    public Order started(UUID lineId, int unit, UUID projectId, String projectName, Instant at) {
        var now = lines.stream().map(line -> !line.id().equals(lineId) ? line : new OrderLine(line.id(), line.productId(),
                line.name(), line.kind(), line.quantity(), line.unitPrice(), line.total(), line.templateId(),
                line.templateVersion(), line.fulfilled(), line.units().stream().map(u -> u.unit() == unit
                        ? new OrderLine.Unit(unit, projectId, projectName) : u).toList())).toList();
        return with(state, current(), fulfilment, now, paidAt, payBy, new Happening(at, "Project started: " + projectName, null));
    }

    /** As the customer may see it: nobody's name but their own, no notes about money, no ids of projects. */
    public Order forCustomer() {
        return new Order(id, number, state, payment, fulfilment, customer, lines.stream().map(OrderLine::forCustomer).toList(),
                total, note, placedAt, paidAt, payBy, payments.stream().map(Payment::forCustomer).toList(),
                history.stream().map(h -> new Happening(h.at(), h.what(),
                        customer.name().equals(h.by()) ? h.by() : null)).toList(), version);
    }

    private void requirePlaced(String what) {
        if (state != OrderState.PLACED) {
            throw new Problem.Conflict("illegal-transition", "That does not follow",
                    "This order is " + state.word() + " and cannot be " + what + " any more.");
        }
    }

    private Order with(OrderState state, Payment current, FulfilmentState fulfilment, List<OrderLine> lines,
            @Nullable Instant paidAt, @Nullable Instant payBy, Happening happening) {
        var longer = new ArrayList<>(history);
        longer.add(happening);
        return new Order(id, number, state, current.state(), fulfilment, customer, lines, total, note, placedAt, paidAt, payBy,
                List.of(current), longer, version + 1);
    }
}
