package app.atelier.reporting.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.processing.Freshness;
import org.springframework.stereotype.Component;

/** Reports over the orders of the whole organization; members and up. Months are those of the purchase, in UTC. */
@Component
class OrderReports {

    private final TenantView view;
    private final Freshness freshness;

    OrderReports(TenantView view, Freshness freshness) {
        this.view = view;
        this.freshness = freshness;
    }

    /** @param month {@code YYYY-MM} */
    record OrdersPerMonth(String month, long orders, long delivered, long canceled) {
    }

    /** Orders bought in each month; a month without any between two with some shows zero. */
    Report<OrdersPerMonth> ordersPerMonth(Caller caller, Selection selection) {
        caller.require(Permission.REPORTS_READ);
        var asOf = freshness.asOf(caller.organization());
        var rows = view.ask(caller, selection.into("purchased_at", """
                select left(cast(purchased_at as varchar), 7) as month, count(*) as orders, count(delivered_at) as delivered,
                       count(*) filter (where status = 'canceled') as canceled
                from order_milestone
                where {selection}
                group by month
                order by month"""), selection.parameters(), row -> new OrdersPerMonth(row.text("month"),
                row.number("orders"), row.number("delivered"), row.number("canceled")));
        return new Report<>(asOf, withoutGaps(rows));
    }

    private static List<OrdersPerMonth> withoutGaps(List<OrdersPerMonth> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        var known = new HashMap<String, OrdersPerMonth>();
        rows.forEach(r -> known.put(r.month(), r));
        var all = new ArrayList<OrdersPerMonth>();
        var last = YearMonth.parse(rows.getLast().month());
        for (var month = YearMonth.parse(rows.getFirst().month()); !month.isAfter(last); month = month.plusMonths(1)) {
            all.add(known.getOrDefault(month.toString(), new OrdersPerMonth(month.toString(), 0, 0, 0)));
        }
        return all;
    }

    /** @param medianDays days of 24 hours from purchase to delivery, to a hundredth */
    record DeliveryTime(String month, long delivered, BigDecimal medianDays, BigDecimal p90Days) {
    }

    /** How long delivery took, by the month of purchase. Percentiles are interpolated (type 7 of Hyndman and Fan, 1996). */
    Report<DeliveryTime> deliveryTime(Caller caller, Selection selection) {
        caller.require(Permission.REPORTS_READ);
        var asOf = freshness.asOf(caller.organization());
        var rows = view.ask(caller, selection.into("purchased_at", """
                select month, count(*) as delivered, quantile_cont(days, 0.5) as median_days, quantile_cont(days, 0.9) as p90_days
                from (select left(cast(purchased_at as varchar), 7) as month,
                             date_diff('microsecond', purchased_at, delivered_at) / 86400000000.0 as days
                      from order_milestone
                      where delivered_at is not null and {selection})
                group by month
                order by month"""), selection.parameters(), row -> new DeliveryTime(row.text("month"),
                row.number("delivered"), rounded(row.decimal("median_days"), 2), rounded(row.decimal("p90_days"), 2)));
        return new Report<>(asOf, rows);
    }

    /**
     * @param delivered orders delivered for which a day had been promised
     * @param late      those delivered after it
     * @param share     late of delivered, 0 to 1, to a ten-thousandth
     */
    record LateShare(String month, long delivered, long late, BigDecimal share) {
    }

    /** How many deliveries came later than promised, by the month of purchase. */
    Report<LateShare> lateShare(Caller caller, Selection selection) {
        caller.require(Permission.REPORTS_READ);
        var asOf = freshness.asOf(caller.organization());
        var rows = view.ask(caller, selection.into("purchased_at", """
                select left(cast(purchased_at as varchar), 7) as month, count(*) as delivered,
                       count(*) filter (where delivered_at > estimated_delivery_at) as late
                from order_milestone
                where delivered_at is not null and estimated_delivery_at is not null and {selection}
                group by month
                order by month"""), selection.parameters(), row -> new LateShare(row.text("month"), row.number("delivered"),
                row.number("late"), rounded((double) row.number("late") / row.number("delivered"), 4)));
        return new Report<>(asOf, rows);
    }

    /**
     * @param month   of the payment, {@code YYYY-MM}
     * @param amount  minor units of the currency
     */
    record Sales(String month, String currency, long orders, long amount) {
    }

    /** What the organization's own paid orders brought, by month of payment and currency; cancelled ones are left out. */
    Report<Sales> sales(Caller caller, Selection selection) {
        caller.require(Permission.REPORTS_READ);
        var asOf = freshness.asOf(caller.organization());
        var rows = view.ask(caller, selection.into("approved_at", """
                select left(cast(approved_at as varchar), 7) as month, currency, count(*) as orders, cast(sum(amount) as bigint) as amount
                from order_milestone
                where amount is not null and status <> 'canceled' and {selection}
                group by month, currency
                order by month, currency"""), selection.parameters(), row -> new Sales(row.text("month"),
                row.text("currency"), row.number("orders"), row.number("amount")));
        return new Report<>(asOf, rows);
    }

    /** Where orders come from: {@code shop} for the organization's own, else the name of a stream. */
    record Source(String name, long orders) {
    }

    List<Source> sources(Caller caller) {
        caller.require(Permission.REPORTS_READ);
        return view.ask(caller, "select source, count(*) as orders from order_milestone group by source order by source",
                List.of(), row -> new Source(row.text("source"), row.number("orders")));
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
