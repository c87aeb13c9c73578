package app.atelier.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import app.atelier.House;
import app.atelier.platform.watch.Watched.Reading;
import app.atelier.platform.watch.Watched.State;
import org.junit.jupiter.api.Test;

class HealthTest {

    private record Engine(String name, boolean needed, Look how) implements Watched {

        interface Look {
            Reading look() throws Exception;
        }

        @Override
        public Reading look() throws Exception {
            return how.look();
        }
    }

    private static Health health(Watched... watched) {
        var health = new Health(Stream.of(watched));
        health.started();
        return health;
    }

    private static Engine good(String name) {
        return new Engine(name, true, () -> Reading.up("9.9"));
    }

    @Test
    void aHouseTellsItsPartsToEverybodyWithoutDetails() {
        var ready = House.all().stranger().get("/readyz").is(200).json();
        assertThat(ready.get("status").asString()).isEqualTo("ok");
        assertThat(ready.get("parts").findValuesAsString("name")).contains("database");
        assertThat(ready.get("parts").get(0).get("needed").asBoolean()).isTrue();
        assertThat(ready.get("parts").get(0).has("detail")).isFalse();
        House.all().stranger().get("/healthz").is(200);
        House.all().stranger().get("/startupz").is(200);
    }

    @Test
    void whatIsNotNeededDegrades() {
        var health = health(good("database"), new Engine("redis", false, () -> {
            throw new IllegalStateException("connection to redis://:secret@host refused");
        }));
        assertThat(health.status()).isEqualTo("degraded");
        assertThat(health.isReady()).isTrue();
        assertThat(health.parts()).last().isEqualTo(new Part("redis", false, State.DOWN, "It does not answer."));
    }

    @Test
    void whatIsNeededStops() {
        var health = health(good("database"), new Engine("auth", true, () -> Reading.down("It is away.")));
        assertThat(health.status()).isEqualTo("down");
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void whatHangsHidesNothingElse() {
        var never = new CountDownLatch(1);
        var health = health(good("database"), new Engine("kafka", false, () -> {
            never.await();
            return Reading.up("");
        }));
        assertThat(health.parts()).extracting(Part::state).containsExactly(State.UP, State.DOWN);
        assertThat(health.parts().getLast().detail()).contains("2 seconds");
    }

    @Test
    void manyWhoAskCostOneLook() {
        var looks = new AtomicInteger();
        var health = health(new Engine("s3", false, () -> Reading.up("look " + looks.incrementAndGet())));
        for (var i = 0; i < 50; i++) {
            health.parts();
        }
        assertThat(looks.get()).isLessThan(50);
    }

    @Test
    void whoStartsOrStopsIsNotReady() {
        var health = new Health(Stream.of(good("database")));
        assertThat(health.isReady()).isFalse();
        assertThat(health.isStarted()).isFalse();
        health.started();
        assertThat(health.isReady()).isTrue();
        health.stopping();
        assertThat(health.isReady()).isFalse();
        assertThat(health.status()).isEqualTo("stopping");
    }
}
