package app.atelier.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.platform.limits.Limits.Share;
import org.junit.jupiter.api.Test;

/** What holds for shares wherever they are counted. */
public abstract class LimitsContract {

    protected abstract Limits limits();

    /** Somebody nobody counted before. */
    protected static String somebody() {
        return "somebody-" + UUID.randomUUID() + "@example.org";
    }

    @Test
    void whatIsThereAtOnceIsGrantedAndThenTheWaitIsTold() {
        var share = new Share("few", 5, 6);
        var who = somebody();
        assertThat(IntStream.range(0, 5).mapToObj(_ -> limits().take(share, who)))
                .allMatch(Limits.Answer::granted).extracting(Limits.Answer::left).containsExactly(4L, 3L, 2L, 1L, 0L);

        var refused = limits().take(share, who);

        assertThat(refused.granted()).isFalse();
        assertThat(refused.left()).isZero();
        assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
        assertThat(refused.waitSeconds()).isBetween(1L, 10L);
    }

    @Test
    void everybodyHasTheirOwnShareOfEverything() {
        var one = new Share("one", 1, 1);
        var who = somebody();
        assertThat(limits().take(one, who).granted()).isTrue();
        assertThat(limits().take(one, who).granted()).isFalse();
        assertThat(limits().take(one, somebody()).granted()).isTrue();
        assertThat(limits().take(new Share("other", 1, 1), who).granted()).isTrue();
    }

    @Test
    void whatWasTakenComesBackEvenly() {
        var share = new Share("quick", 2, 600);
        var who = somebody();
        assertThat(limits().take(share, who).granted()).isTrue();
        assertThat(limits().take(share, who).granted()).isTrue();
        Await.until("one of 600 a minute", () -> limits().take(share, who).granted());
    }

    @Test
    void manyAtOnceGetNoMoreThanOneAfterAnother() throws Exception {
        var share = new Share("crowd", 50, 1);
        var who = somebody();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 500)
                    .<Callable<Boolean>>mapToObj(_ -> () -> limits().take(share, who).granted()).toList());
            var granted = 0;
            for (var answer : answers) {
                granted += answer.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(50);
        }
    }

    @Test
    void aShareOfManyAMinuteIsExactToo() {
        var share = new Share("many", 10_000_000, 10_000_000);
        var who = somebody();
        assertThat(limits().take(share, who).granted()).isTrue();
        assertThat(limits().take(share, who).left()).isBetween(9_999_000L, 9_999_999L);
    }
}
