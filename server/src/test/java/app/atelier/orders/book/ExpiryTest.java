package app.atelier.orders.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.orders.Buying;
import org.junit.jupiter.api.Test;

class ExpiryTest {

    private final Buying buying = new Buying();
    private final Expiry expiry = buying.house.bean(Expiry.class);

    @Test
    void whatIsNotPaidInTimeIsFreeAgainOnce() throws Exception {
        var product = buying.goods("Board", 5);
        var late = buying.buy(product, 2, "test");
        var paid = buying.buy(product, 1, "test");
        var waiting = buying.buy(product, 1, "invoice");
        buying.play(paid, "succeed").is(200);

        expiry.sweep(Instant.now());
        assertThat(buying.order(late).get("state").asString()).isEqualTo("placed");

        var over = Instant.now().plus(Duration.ofMinutes(16));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var run : threads.invokeAll(IntStream.range(0, 8).<Callable<Integer>>mapToObj(_ -> () -> expiry.sweep(over)).toList())) {
                run.get();
            }
        }
        var expired = buying.order(late);
        assertThat(expired.get("state").asString()).isEqualTo("expired");
        assertThat(expired.get("payment").asString()).isEqualTo("voided");
        assertThat(expired.get("history")).hasSize(2);
        assertThat(buying.order(paid).get("state").asString()).isEqualTo("placed");
        assertThat(buying.order(waiting).get("state").asString()).isEqualTo("placed");
        Await.until(() -> buying.stock(product), s -> s.get("reserved").asInt() == 2);
        buying.play(late, "succeed").problem(409, "conflict");
    }
}
