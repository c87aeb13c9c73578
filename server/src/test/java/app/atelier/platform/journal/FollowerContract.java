package app.atelier.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import app.atelier.Await;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import org.junit.jupiter.api.Test;

/**
 * What every way of following the journal must hold. An adapter's test inherits this and says how a follower is
 * started and killed; {@link Notebook} is where the follower's effects go, in the same database.
 */
abstract class FollowerContract {

    private static final int WRITERS = 16;
    private static final int WRITES_EACH = 100;

    /** Starts following; the handle kills it without a goodbye, as a crash does. */
    protected abstract Handle start(Follower follower);

    protected abstract Notebook notebook();

    /** A follower at work. */
    protected interface Handle {
        void kill();

        List<DeadLetter> parked(UUID organization);

        void replay(UUID organization, long seq);
    }

    /** Writes entries and reads back what a follower noted. */
    protected interface Notebook {

        /** Appends one entry in a transaction of its own; rolls it back when told so. */
        void write(UUID organization, String type, boolean rollBack);

        /** Called by the follower, in its transaction. */
        void note(Tx tx, long seq);

        /** What was noted, in the order in which it was. */
        List<Long> noted(UUID organization);

        long head(UUID organization);
    }

    private static class Noting implements Follower {

        private final Notebook notebook;
        private final String name;
        private final Set<String> types;

        private Noting(Notebook notebook, String name, String... types) {
            this.notebook = notebook;
            this.name = name;
            this.types = Set.of(types);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String service() {
            return "journal_test";
        }

        @Override
        public Set<String> types() {
            return types;
        }

        @Override
        public void on(Tx tx, JournalEntry entry) {
            notebook.note(tx, entry.seq());
        }
    }

    @Test
    void nothingIsMissedDoubledOrOutOfOrderWhileWritersRollBackAndTheFollowerDies() throws Exception {
        var organization = Ids.next();
        var follower = new Noting(notebook(), "contract-" + organization, "test.wanted");
        var handle = start(follower);
        var committed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, WRITERS).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < WRITES_EACH; i++) {
                    var rollBack = ThreadLocalRandom.current().nextInt(20) == 0;
                    notebook().write(organization, "test.wanted", rollBack);
                    committed.addAndGet(rollBack ? 0 : 1);
                }
            })).toList();
            for (var death = 0; death < 10; death++) {
                var before = notebook().noted(organization).size();
                Await.until("progress before death " + death, () -> notebook().noted(organization).size() > before
                        || writers.stream().allMatch(w -> w.isDone()));
                handle.kill();
                handle = start(follower);
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        Await.until("all " + committed + " entries noted", () -> notebook().noted(organization).size() >= committed.get());

        assertThat(notebook().head(organization)).as("the journal has no gaps").isEqualTo(committed.get());
        assertThat(notebook().noted(organization)).as("each once, in order")
                .containsExactlyElementsOf(LongStream.rangeClosed(1, committed.get()).boxed().toList());
        handle.kill();
    }

    @Test
    void aFollowerSeesOnlyTheTypesItWantsAndKeepsItsPlaceAmongOthers() {
        var organization = Ids.next();
        for (var i = 0; i < 20; i++) {
            notebook().write(organization, i % 5 == 4 ? "test.wanted" : "test.other", false);
        }
        var handle = start(new Noting(notebook(), "types-" + organization, "test.wanted"));
        Await.until("four wanted entries", () -> notebook().noted(organization).size() == 4);
        assertThat(notebook().noted(organization)).containsExactly(5L, 10L, 15L, 20L);
        handle.kill();
    }

    @Test
    void twoInstancesOfOneFollowerShareTheWorkAndNeverDoubleIt() throws Exception {
        var organization = Ids.next();
        var follower = new Noting(notebook(), "twins-" + organization, "test.wanted");
        var one = start(follower);
        var two = start(follower);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 8).<Callable<Void>>mapToObj(_ -> () -> {
                for (var i = 0; i < 50; i++) {
                    notebook().write(organization, "test.wanted", false);
                }
                return null;
            }).toList());
        }
        Await.until("400 entries", () -> notebook().noted(organization).size() >= 400);
        assertThat(new HashSet<>(notebook().noted(organization))).hasSize(400);
        assertThat(notebook().noted(organization)).hasSize(400).isSorted();
        one.kill();
        two.kill();
    }

    @Test
    void aPoisonEntryIsParkedAfterFiveTriesTheRestGoesOnAndItCanBeReplayed() {
        var organization = Ids.next();
        var tries = new AtomicInteger();
        var healed = new AtomicBoolean();
        var notebook = notebook();
        var handle = start(new Noting(notebook, "poison-" + organization, "test.wanted") {
            @Override
            public void on(Tx tx, JournalEntry entry) {
                super.on(tx, entry);
                if (entry.seq() == 3 && !healed.get()) {
                    tries.incrementAndGet();
                    throw new IllegalStateException("poison");
                }
            }
        });
        for (var i = 0; i < 5; i++) {
            notebook.write(organization, "test.wanted", false);
        }
        Await.until("the rest goes on", () -> notebook.noted(organization).size() == 4);

        assertThat(notebook.noted(organization)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(handle.parked(organization)).singleElement().satisfies(letter -> {
            assertThat(letter.seq()).isEqualTo(3);
            assertThat(letter.attempts()).isEqualTo(5);
            assertThat(letter.error()).contains("poison");
        });
        healed.set(true);
        handle.replay(organization, 3);
        assertThat(notebook.noted(organization)).containsExactly(1L, 2L, 4L, 5L, 3L);
        assertThat(handle.parked(organization)).isEmpty();
        handle.kill();
    }

    /** The control: reading {@code id > last} from a plain sequence, as others do, misses entries. */
    @Test
    void theControlMissesEntries() throws Exception {
        assertThat(plainSequenceMisses()).isPositive();
    }

    /** How many rows a reader of {@code id > last} never saw while writers committed out of order. */
    protected abstract int plainSequenceMisses() throws Exception;
}
