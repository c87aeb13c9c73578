package app.atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.ProductKind;
import app.atelier.platform.web.Problem;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OrderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID GOODS = UUID.randomUUID();
    private static final UUID SERVICE = UUID.randomUUID();

    private static Money eur(long cents) {
        return new Money(cents, "EUR");
    }

    private static OrderLine line(UUID id, ProductKind kind, int quantity) {
        return new OrderLine(id, UUID.randomUUID(), kind.word(), kind, quantity, eur(500), eur(500L * quantity), null, null, 0, List.of());
    }

    private static Order order(Instant payBy) {
        var lines = List.of(line(GOODS, ProductKind.GOODS, 3), line(SERVICE, ProductKind.SERVICE, 1));
        return Order.place(UUID.randomUUID(), 1, new Customer("Ada", "ada@example.org", null), lines, null,
                new Payment(UUID.randomUUID(), payBy == null ? "invoice" : "test", PaymentState.PENDING, Order.sum(lines), eur(0), null, null, null),
                NOW, payBy);
    }

    private enum Step {
        AUTHORIZE, DECLINE, PAY, SHIP, DELIVER, CANCEL, EXPIRE;

        Order take(Order order) {
            return switch (this) {
                case AUTHORIZE -> order.payment(PaymentState.AUTHORIZED, NOW);
                case DECLINE -> order.payment(PaymentState.FAILED, NOW);
                case PAY -> order.pay(null, null, NOW, null);
                case SHIP -> order.fulfil(GOODS, 1, NOW, "Jo");
                case DELIVER -> order.fulfil(SERVICE, 1, NOW, "Jo");
                case CANCEL -> order.cancel("no", NOW, "Jo");
                case EXPIRE -> order.expire(NOW);
            };
        }
    }

    @Property
    void whateverIsTriedAnOrderStaysInOrder(@ForAll boolean byInvoice,
            @ForAll @Size(max = 20) List<@IntRange(max = 6) Integer> steps) {
        var order = order(byInvoice ? null : NOW.plusSeconds(900));
        for (var number : steps) {
            var before = order;
            try {
                order = Step.values()[number].take(before);
            } catch (Problem refused) {
                continue;
            }
            assertThat(before.state()).as("only an open order moves on").isEqualTo(OrderState.PLACED);
            assertThat(order.version()).isEqualTo(before.version() + 1);
            assertThat(order.history()).hasSize(before.history().size() + 1).startsWith(before.history().toArray(Happening[]::new));
            assertThat(order.payment()).isEqualTo(order.current().state());
            assertThat(order.payment() == before.payment() || before.payment().next().contains(order.payment())).isTrue();
            assertThat(order.lines()).allSatisfy(l -> assertThat(l.fulfilled()).isBetween(0, l.quantity()));
            assertThat(order.state() == OrderState.COMPLETED).isEqualTo(
                    order.payment() == PaymentState.CAPTURED && order.fulfilment() == FulfilmentState.FULFILLED);
            if (order.state() == OrderState.CANCELLED || order.state() == OrderState.EXPIRED) {
                assertThat(order.payment().isOpen()).as("nobody can pay for what is over").isFalse();
            }
            var back = order.current().refunded().amount();
            var open = order.lines().stream().mapToLong(l -> l.unitPrice().amount() * l.open()).sum();
            assertThat(back).isIn(0L, open);
        }
    }

    @Property
    void paymentEventsEndAlikeInAnyOrderAndNumber(@ForAll @Size(min = 1, max = 12) List<@IntRange(max = 2) Integer> told, @ForAll long seed) {
        var states = List.of(PaymentState.AUTHORIZED, PaymentState.FAILED, PaymentState.CAPTURED);
        var events = new ArrayList<>(told.stream().map(states::get).toList());
        Collections.shuffle(events, new Random(seed));
        var state = PaymentState.PENDING;
        for (var event : events) {
            state = state.next().contains(event) ? event : state;
        }
        assertThat(state).isEqualTo(events.stream().max(Enum::compareTo).orElseThrow());
    }

    @Example
    void whatCannotFollowIsRefusedWithWhatCan() {
        assertThatThrownBy(() -> PaymentState.AUTHORIZED.become(PaymentState.REFUNDED)).isInstanceOf(Problem.Conflict.class)
                .hasMessageContaining("authorized").hasMessageContaining("captured").hasMessageContaining("voided");
        assertThat(PaymentState.REFUNDED.next()).isEqualTo(Set.of());
    }

    @Example
    void cancellingGivesBackTheUndeliveredShareOnly() {
        var cancelled = order(null).pay("cash", null, NOW, "Jo").fulfil(GOODS, 2, NOW, "Jo").cancel("enough", NOW, "Jo");
        assertThat(cancelled.current().refunded()).isEqualTo(eur(1_000));
        assertThat(cancelled.payment()).isEqualTo(PaymentState.PARTIALLY_REFUNDED);
        assertThat(cancelled.fulfilment()).isEqualTo(FulfilmentState.PARTIALLY_FULFILLED);
        assertThat(order(null).cancel("no", NOW, "Jo").payment()).isEqualTo(PaymentState.VOIDED);
        assertThatThrownBy(() -> order(null).fulfil(GOODS, 1, NOW, "Jo").cancel("no", NOW, "Jo")).isInstanceOf(Problem.Conflict.class);
    }

    @Example
    void anInvoiceMayBeShippedAgainstButNotWhatIsBeingPaidFor() {
        assertThat(order(null).fulfil(GOODS, 1, NOW, "Jo").fulfilment()).isEqualTo(FulfilmentState.PARTIALLY_FULFILLED);
        assertThatThrownBy(() -> order(null).fulfil(SERVICE, 1, NOW, "Jo")).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> order(NOW).fulfil(GOODS, 1, NOW, "Jo")).isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> order(null).fulfil(GOODS, 4, NOW, "Jo")).isInstanceOf(Problem.Invalid.class).hasMessageContaining("between 1 and 3");
        assertThatThrownBy(() -> order(null).fulfil(UUID.randomUUID(), 1, NOW, "Jo")).isInstanceOf(Problem.NotFound.class);
    }

    @Example
    void onlyWhatIsUnpaidAndDueIsOverdue() {
        assertThat(order(null).isOverdue(NOW.plusSeconds(1_000_000))).isFalse();
        assertThat(order(NOW.plusSeconds(900)).isOverdue(NOW.plusSeconds(899))).isFalse();
        assertThat(order(NOW.plusSeconds(900)).isOverdue(NOW.plusSeconds(901))).isTrue();
        assertThat(order(NOW.plusSeconds(900)).pay(null, null, NOW, null).isOverdue(NOW.plusSeconds(901))).isFalse();
    }

    @Example
    void theCustomerSeesNobodysNameButTheirOwn() {
        var seen = order(null).pay("cash", "desk 3", NOW, "Jo").forCustomer();
        assertThat(seen.history()).extracting(Happening::by).containsExactly("Ada", null);
        assertThat(seen.current().reference()).isNull();
    }
}
