package app.atelier.reporting.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** An Olist orders file read for the test alone: its events, and in plain Java what reports must say of it. */
record OlistFile(List<Order> orders) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");

    record Order(String id, String status, LocalDateTime purchased, LocalDateTime approved, LocalDateTime handedOver,
            LocalDateTime delivered, LocalDateTime estimated) {

        String month() {
            return purchased.format(DateTimeFormatter.ofPattern("yyyy-MM"));
        }

        double days() {
            return Duration.between(purchased, delivered).toMillis() / 86_400_000.0;
        }
    }

    static OlistFile read(Path folder) {
        try (var rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get()
                .parse(Files.newBufferedReader(folder.resolve("orders.csv")))) {
            return new OlistFile(rows.stream().map(r -> new Order(r.get("order_id"), r.get("order_status"),
                    time(r, "order_purchase_timestamp"), time(r, "order_approved_at"), time(r, "order_delivered_carrier_date"),
                    time(r, "order_delivered_customer_date"), time(r, "order_estimated_delivery_date"))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDateTime time(CSVRecord row, String column) {
        return row.get(column).isEmpty() ? null : LocalDateTime.parse(row.get(column), TIME);
    }

    List<Map<String, Object>> events() {
        var events = new ArrayList<Map<String, Object>>();
        for (var order : orders) {
            add(events, order, "purchased", order.purchased, Map.of("orderId", order.id, "status", order.status,
                    "estimatedDeliveryAt", order.estimated.toInstant(ZoneOffset.UTC).toString()));
            add(events, order, "approved", order.approved, Map.of("orderId", order.id));
            add(events, order, "handed_over", order.handedOver, Map.of("orderId", order.id));
            add(events, order, "delivered", order.delivered, Map.of("orderId", order.id));
            if (order.status.equals("canceled") || order.status.equals("unavailable")) {
                add(events, order, order.status, order.purchased, Map.of("orderId", order.id));
            }
        }
        return events;
    }

    private static void add(List<Map<String, Object>> events, Order order, String step, LocalDateTime at, Map<String, ?> data) {
        if (at != null) {
            events.add(Map.of("id", order.id + "-" + step, "type", "order." + step,
                    "at", at.toInstant(ZoneOffset.UTC).toString(), "data", data));
        }
    }

    private Map<String, List<Order>> byMonth() {
        return orders.stream().collect(Collectors.groupingBy(Order::month, TreeMap::new, Collectors.toList()));
    }

    /** month → orders, delivered, canceled. */
    Map<String, List<Long>> counts() {
        var counts = new TreeMap<String, List<Long>>();
        byMonth().forEach((month, all) -> counts.put(month, List.of((long) all.size(),
                all.stream().filter(o -> o.delivered != null).count(),
                all.stream().filter(o -> o.status.equals("canceled")).count())));
        return counts;
    }

    /** month → median and 90th percentile of days. */
    Map<String, List<Double>> deliveryDays() {
        var days = new TreeMap<String, List<Double>>();
        byMonth().forEach((month, all) -> {
            var sorted = all.stream().filter(o -> o.delivered != null).map(Order::days).sorted().toList();
            if (!sorted.isEmpty()) {
                days.put(month, List.of(quantile(sorted, 0.5), quantile(sorted, 0.9)));
            }
        });
        return days;
    }

    /** month → delivered, late. */
    Map<String, List<Long>> late() {
        var late = new TreeMap<String, List<Long>>();
        byMonth().forEach((month, all) -> {
            var delivered = all.stream().filter(o -> o.delivered != null).toList();
            if (!delivered.isEmpty()) {
                late.put(month, List.of((long) delivered.size(),
                        delivered.stream().filter(o -> o.delivered.isAfter(o.estimated)).count()));
            }
        });
        return late;
    }

    /** Linear interpolation between the two nearest ranks. */
    private static double quantile(List<Double> sorted, double p) {
        var rank = p * (sorted.size() - 1);
        var below = (int) Math.floor(rank);
        var above = (int) Math.ceil(rank);
        return sorted.get(below) + (rank - below) * (sorted.get(above) - sorted.get(below));
    }
}
