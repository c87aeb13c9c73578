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
import java.util.stream.Stream;

import app.atelier.Await;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import org.junit.jupiter.api.Test;

/**
 * What every way of following the journal must hold. An adapter's test inherits this and says where entries are
 * written, where the followers' effects go, and how a follower is started and killed.
 */
public abstract class FollowerContract {

    private static final int WRITERS = 16;
    private static final int WRITES_EACH = 300;

    /** Where entries are born. */
    protected abstract TestJournal written();

    /** Where the followers are. */
    protected abstract TestJournal followed();

    /** The newest entry where the followers are. */
    protected abstract long head(UUID organization);

    /** Starts following; the handle kills it without a goodbye, as a crash does. */
    protected abstract Handle start(Follower follower);

    /** A follower at work. */
    protected record Handle(Followers followers, Follower follower) {

        public static Handle of(Followers followers, Follower follower) {
            followers.start();
            return new Handle(followers, follower);
        }

        void kill() {
            followers.stop();
        }

        List<DeadLetter> parked(UUID organization) {
            return followers.parked(organization);
        }

        void replay(UUID organization, long seq) {
            followers.replay(organization, follower.name(), seq);
        }
    }

    private static class Noting implements Follower {

        private final TestJournal notebook;
        private final String name;
        private final Set<String> types;

        private Noting(TestJournal notebook, String name, String... types) {
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
        var follower = new Noting(followed(), "contract-" + organization, "test.wanted");
        var handle = start(follower);
        var committed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, WRITERS).mapToObj(_ -> threads.submit(() -> {
                for (var i = 0; i < WRITES_EACH; i++) {
                    var rollBack = ThreadLocalRandom.current().nextInt(20) == 0;
                    written().write(organization, "test.wanted", rollBack);
                    committed.addAndGet(rollBack ? 0 : 1);
                }
            })).toList();
            for (var death = 0; death < 10; death++) {
                var before = followed().noted(organization).size();
                Await.until("progress before death " + death, () -> followed().noted(organization).size() > before
                        || writers.stream().allMatch(w -> w.isDone()));
                handle.kill();
                handle = start(follower);
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        Await.until("all " + committed + " entries noted", () -> followed().noted(organization).size() >= committed.get());

        assertThat(head(organization)).as("the journal has no gaps").isEqualTo(committed.get());
        assertThat(followed().noted(organization)).as("each once, in order")
                .containsExactlyElementsOf(LongStream.rangeClosed(1, committed.get()).boxed().toList());
        handle.kill();
    }

    @Test
    void aFollowerSeesOnlyTheTypesItWantsAndKeepsItsPlaceAmongOthers() {
        var organization = Ids.next();
        for (var i = 0; i < 20; i++) {
            written().write(organization, i % 5 == 4 ? "test.wanted" : "test.other", false);
        }
        var handle = start(new Noting(followed(), "types-" + organization, "test.wanted"));
        Await.until("four wanted entries", () -> followed().noted(organization).size() == 4);
        assertThat(followed().noted(organization)).containsExactly(5L, 10L, 15L, 20L);
        handle.kill();
    }

    @Test
    void twoInstancesOfOneFollowerShareTheWorkAndNeverDoubleIt() throws Exception {
        var organization = Ids.next();
        var follower = new Noting(followed(), "twins-" + organization, "test.wanted");
        var one = start(follower);
        var two = start(follower);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 8).<Callable<Void>>mapToObj(_ -> () -> {
                for (var i = 0; i < 50; i++) {
                    written().write(organization, "test.wanted", false);
                }
                return null;
            }).toList());
        }
        Await.until("400 entries", () -> followed().noted(organization).size() >= 400);
        assertThat(new HashSet<>(followed().noted(organization))).hasSize(400);
        assertThat(followed().noted(organization)).hasSize(400).isSorted();
        one.kill();
        two.kill();
    }

    /** Neither finds a position, and both make one. */
    @Test
    void twoInstancesThatBeginTogetherTakeEachEntryOnce() {
        var organizations = Stream.generate(Ids::next).limit(100).toList();
        organizations.forEach(o -> IntStream.range(0, 3).forEach(_ -> written().write(o, "test.wanted", false)));
        Await.until("all there", () -> organizations.stream().allMatch(o -> head(o) == 3));
        var follower = new Noting(followed(), "beginners-" + organizations.getFirst(), "test.wanted");
        var one = start(follower);
        var two = start(follower);
        Await.until("all noted", () -> organizations.stream().allMatch(o -> followed().noted(o).size() >= 3));
        one.kill();
        two.kill();
        assertThat(organizations).allSatisfy(o -> assertThat(followed().noted(o)).containsExactly(1L, 2L, 3L));
    }

    @Test
    void aPoisonEntryIsParkedAfterFiveTriesTheRestGoesOnAndItCanBeReplayed() {
        var organization = Ids.next();
        var tries = new AtomicInteger();
        var healed = new AtomicBoolean();
        var notebook = followed();
        var handle = start(new Noting(notebook, "poison-" + organization, "test.wanted") {
            @Override
            public void on(Tx tx, JournalEntry entry) {
                super.on(tx, entry);
                if (entry.organizationId().equals(organization) && entry.seq() == 3 && !healed.get()) {
                    tries.incrementAndGet();
                    throw new IllegalStateException("poison");
                }
            }
        });
        for (var i = 0; i < 5; i++) {
            written().write(organization, "test.wanted", false);
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
        assertThat(written().plainSequenceMisses()).isPositive();
    }

    @Test
    void whoWantsEverythingGetsEveryTypeAndNothingWhileItDoesNotCare() {
        var organization = Ids.next();
        var cares = new AtomicBoolean();
        var asked = new AtomicInteger();
        var handle = start(new Noting(followed(), "everything-" + organization) {
            @Override
            public Set<String> families() {
                return Set.of(EVERYTHING);
            }

            @Override
            public boolean cares(Tx tx) {
                asked.incrementAndGet();
                return cares.get();
            }
        });
        try {
            written().write(organization, "test.one", false);
            Await.until("the follower was asked", () -> asked.get() > 0);
            assertThat(followed().noted(organization)).isEmpty();
            cares.set(true);
            written().write(organization, "test.two", false);
            // It begins where it stood, unless somebody moves it on.
            Await.until("both entries", () -> followed().noted(organization).size() == 2);
        } finally {
            handle.kill();
        }
    }
}
