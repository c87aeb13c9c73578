package app.atelier.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code orders.csv} of the public Olist e-commerce data as events. Its times have no zone; they are taken as
 * UTC, so that a report's months are the file's. A cancelled or unavailable order has no time of its own for that:
 * it is the last instant known of the order.
 */
final class OlistOrders {

    /** Column to event, in the order of an order's life. */
    private static final Map<String, String> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("order_purchase_timestamp", "purchased");
        EVENTS.put("order_approved_at", "approved");
        EVENTS.put("order_delivered_carrier_date", "handed_over");
        EVENTS.put("order_delivered_customer_date", "delivered");
    }

    private static final List<String> ENDS = List.of("canceled", "unavailable");

    /** The original data's form, and the one a spreadsheet makes of it. */
    private static final List<DateTimeFormatter> TIMES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"), DateTimeFormatter.ofPattern("M/d/uuuu H:mm"));

    private OlistOrders() {
    }

    /**
     * @param events   takes every event, in the file's order
     * @param problems takes "line 7, column order_approved_at: …" for what cannot be read; the rest of the row is used
     * @return the number of orders
     * @throws CommandFailure when there is no such file or it has other columns
     */
    static int read(Path folder, Consumer<OrderEvent> events, Consumer<String> problems) {
        var file = folder.resolve("orders.csv");
        var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setIgnoreEmptyLines(true).get();
        var orders = 0;
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8); var rows = format.parse(reader)) {
            var missing = new ArrayList<>(EVENTS.keySet());
            missing.addAll(List.of("order_id", "order_status", "order_estimated_delivery_date"));
            missing.removeAll(rows.getHeaderNames());
            if (!missing.isEmpty()) {
                throw new CommandFailure(file + " has no column " + String.join(", ", missing)
                        + ": it is not the orders file of the Olist data.");
            }
            for (var row : rows) {
                if (!row.isConsistent()) {
                    problems.accept("line " + (row.getRecordNumber() + 1) + ": " + row.size() + " cells instead of "
                            + rows.getHeaderNames().size());
                    continue;
                }
                order(row, events, problems);
                orders++;
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CommandFailure("Cannot read " + file + (Files.exists(file) ? ": " + e.getMessage() : ": there is no such file."));
        }
        return orders;
    }

    private static void order(CSVRecord row, Consumer<OrderEvent> events, Consumer<String> problems) {
        var orderId = row.get("order_id").strip();
        var status = row.get("order_status").strip();
        var estimated = time(row, "order_estimated_delivery_date", problems);
        Instant last = null;
        for (var event : EVENTS.entrySet()) {
            var at = time(row, event.getKey(), problems);
            if (at != null) {
                var data = new LinkedHashMap<String, Object>(Map.of("orderId", orderId));
                if (event.getValue().equals("purchased")) {
                    data.put("status", status);
                    if (estimated != null) {
                        data.put("estimatedDeliveryAt", estimated.toString());
                    }
                }
                events.accept(event(orderId, event.getValue(), at, data));
                last = last == null || at.isAfter(last) ? at : last;
            }
        }
        if (ENDS.contains(status) && last != null) {
            events.accept(event(orderId, status, last, Map.of("orderId", orderId)));
        }
    }

    private static OrderEvent event(String orderId, String what, Instant at, Map<String, Object> data) {
        return new OrderEvent("olist-" + orderId + "-" + what, "order." + what, at, data);
    }

    private static @Nullable Instant time(CSVRecord row, String column, Consumer<String> problems) {
        var text = row.get(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        for (var format : TIMES) {
            try {
                return LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException tryTheNext) {
                // Two forms exist in the wild.
            }
        }
        problems.accept("line " + (row.getRecordNumber() + 1) + ", column " + column + ": '" + text
                + "' is not a time like 2017-10-02 10:56:33 or 10/2/2017 10:56");
        return null;
    }
}
