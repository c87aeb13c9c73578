package app.atelier.reporting.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.processing.Pipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** From a shop's events to reports, against figures computed from the file in plain Java. */
class OlistReportsTest {

    static final Path SAMPLES = Path.of("../samples/olist");
    static final Path REAL = Path.of("../../shared/data/olist");

    static boolean realDataIsHere() {
        return Files.exists(REAL.resolve("orders.csv"));
    }

    @Test
    void theSampleShop() {
        reportsSayWhatTheFileSays(SAMPLES);
    }

    @Test
    @EnabledIf("realDataIsHere")
    void theRealShop() {
        reportsSayWhatTheFileSays(REAL);
    }

    private static void reportsSayWhatTheFileSays(Path folder) {
        var file = OlistFile.read(folder);
        var client = House.all().register();
        var events = file.events();
        // In which order events arrive makes no difference.
        Collections.shuffle(events, new Random(8));
        assertThat(send(client, events)).isEqualTo(events.size());
        Pipes.settled(client);
        check(client, file);

        // Sending the file again changes nothing.
        assertThat(send(client, events)).isZero();
        Pipes.settled(client);
        check(client, file);
    }

    /** Returns how many were accepted. */
    private static int send(Client client, List<Map<String, Object>> events) {
        var accepted = 0;
        for (var from = 0; from < events.size(); from += 1_000) {
            var answer = client.post("/v1/ingestion/streams/shop-orders/events",
                    Map.of("events", events.subList(from, Math.min(events.size(), from + 1_000)))).is(200).json();
            assertThat(answer.get("rejected").asInt()).as(answer::toString).isZero();
            accepted += answer.get("accepted").asInt();
        }
        return accepted;
    }

    private static JsonNode rows(Client client, String path) {
        var report = client.get("/v1/reporting/" + path).is(200).json();
        assertThat(report.get("asOf").isNull()).isFalse();
        return report.get("rows");
    }

    private static void check(Client client, OlistFile file) {
        var counts = new TreeMap<String, List<Long>>();
        rows(client, "orders-per-month").valueStream().filter(r -> r.get("orders").asLong() > 0).forEach(r -> counts.put(
                r.get("month").asString(), List.of(r.get("orders").asLong(), r.get("delivered").asLong(), r.get("canceled").asLong())));
        assertThat(counts).isEqualTo(file.counts());

        var late = new TreeMap<String, List<Long>>();
        rows(client, "late-share").valueStream().forEach(r -> {
            late.put(r.get("month").asString(), List.of(r.get("delivered").asLong(), r.get("late").asLong()));
            assertThat(r.get("share").asDouble()).isCloseTo((double) r.get("late").asLong() / r.get("delivered").asLong(), within(0.00005));
        });
        assertThat(late).isEqualTo(file.late());

        var days = new TreeMap<String, List<Double>>();
        rows(client, "delivery-time").valueStream().forEach(r -> days.put(r.get("month").asString(),
                List.of(r.get("medianDays").asDouble(), r.get("p90Days").asDouble())));
        assertThat(days.keySet()).isEqualTo(file.deliveryDays().keySet());
        file.deliveryDays().forEach((month, expected) -> {
            assertThat(days.get(month).get(0)).as("median of %s", month).isCloseTo(expected.get(0), within(0.0051));
            assertThat(days.get(month).get(1)).as("p90 of %s", month).isCloseTo(expected.get(1), within(0.0051));
        });
    }
}
