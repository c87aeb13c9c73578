package app.atelier.platform.journal.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import app.atelier.platform.journal.kafka.RelayStore.Born;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the entries born in this database, each organization's in order. Its position moves only after Kafka has
 * acknowledged, so what it publishes again after a failure is dropped by the copiers, and nothing is ever left out.
 * One process of a database does it at a time, which saves work; two at once would do no harm.
 */
final class Relay {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** As much as is read before the first acknowledgement is awaited. */
    private static final int ORGANIZATIONS = 64;
    private static final int ENTRIES = 200;

    private final RelayStore store;
    private final Clients clients;
    private final Topic topic;
    private final Moments moments;
    private final UUID holder = UUID.randomUUID();
    private final Set<UUID> news = ConcurrentHashMap.newKeySet();
    private final Semaphore somethingNew = new Semaphore(0);
    private final AtomicLong published = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Organizations of which Kafka refused an entry. */
    private final Set<UUID> refused = new HashSet<>();
    private volatile @Nullable String failure;

    Relay(RelayStore store, Clients clients, Topic topic, Moments moments) {
        this.store = store;
        this.clients = clients;
        this.topic = topic;
        this.moments = moments;
    }

    /** Notes that an organization has news; returns at once. */
    void wake(UUID organization) {
        if (news.add(organization)) {
            somethingNew.release();
        }
    }

    /** Entries published since the start. */
    long published() {
        return published.get();
    }

    /** Entries waiting to be looked at; asks the database. */
    long lag() {
        return store.lag();
    }

    /** Why entries wait, in a sentence; null while they do not. */
    @Nullable String failure() {
        return failure;
    }

    /** Works until stopped or interrupted. */
    void run() {
        while (isRunning()) {
            try {
                if (store.lease(holder, LEASE)) {
                    publishWhileLeased();
                } else {
                    // Whoever holds the lease hears the same and looks around by itself.
                    news.clear();
                    worked();
                    stopped.await(LEASE.toMillis() / 3, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (RuntimeException e) {
                failed("Entries wait to be published", e);
                pause();
            }
        }
        store.release(holder);
    }

    /** Lets it finish the round and give the lease back. */
    void stop() {
        stopped.countDown();
        somethingNew.release();
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void publishWhileLeased() throws InterruptedException {
        topic.require();
        var origin = store.identity();
        var producer = clients.producer();
        try {
            var renew = Instant.now().plus(LEASE.dividedBy(3));
            var lookAround = Instant.MIN;
            while (isRunning()) {
                var now = Instant.now();
                if (now.isAfter(renew)) {
                    if (!store.lease(holder, LEASE)) {
                        return;
                    }
                    renew = now.plus(LEASE.dividedBy(3));
                }
                if (now.isAfter(lookAround)) {
                    var behind = store.behind();
                    news.addAll(behind);
                    refused.retainAll(behind);
                    if (behind.isEmpty()) {
                        worked();
                    }
                    lookAround = now.plus(LOOK_AROUND);
                }
                var some = news.stream().limit(ORGANIZATIONS).toList();
                if (some.isEmpty()) {
                    somethingNew.tryAcquire(1, TimeUnit.SECONDS);
                    somethingNew.drainPermits();
                } else {
                    some.forEach(news::remove);
                    publish(producer, origin, some);
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private record Sent(Born born, List<Future<RecordMetadata>> acknowledgements) {
    }

    private void publish(Producer<String, String> producer, UUID origin, List<UUID> organizations) throws InterruptedException {
        var all = new ArrayList<Sent>();
        for (var organization : organizations) {
            var born = store.born(organization, origin, ENTRIES);
            all.add(new Sent(born, send(producer, born)));
        }
        producer.flush();
        var done = new ArrayList<Born>();
        ExecutionException why = null;
        for (var sent : all) {
            try {
                for (var acknowledgement : sent.acknowledgements) {
                    acknowledgement.get();
                }
                done.add(sent.born);
                refused.remove(sent.born.organization());
            } catch (ExecutionException e) {
                why = e;
                refused.add(sent.born.organization());
            }
        }
        moments.published();
        store.move(done);
        done.forEach(b -> published.addAndGet(b.messages().size()));
        done.stream().filter(Born::more).forEach(b -> wake(b.organization()));
        if (why != null && done.isEmpty()) {
            throw new KafkaException(why.getCause());
        } else if (why != null) {
            // The others go on; these come back with the next look around.
            failed("Entries of " + refused.size() + " organizations wait to be published", why.getCause());
        } else if (refused.isEmpty()) {
            worked();
        }
    }

    private List<Future<RecordMetadata>> send(Producer<String, String> producer, Born born) {
        var acknowledgements = new ArrayList<Future<RecordMetadata>>();
        for (var message : born.messages()) {
            var acknowledgement = producer.send(message.record(topic.name()));
            acknowledgements.add(acknowledgement);
            if (acknowledgement.isDone() && acknowledgement.state() == Future.State.FAILED) {
                var cause = acknowledgement.exceptionNow();
                if (cause instanceof RecordTooLargeException) {
                    break;
                }
                // No broker answers: asking for each of the others would take as long again.
                throw new KafkaException(cause);
            }
        }
        return acknowledgements;
    }

    private void failed(String what, @Nullable Throwable why) {
        var sentence = what + ": " + (why == null ? "no reason given" : why.getMessage());
        if (failure == null) {
            log.warn("The relay goes on trying. {}", sentence);
        } else {
            log.debug("The relay goes on trying. {}", sentence, why);
        }
        failure = sentence;
    }

    private void worked() {
        if (failure != null) {
            log.info("The relay publishes again");
            failure = null;
        }
    }

    private void pause() {
        try {
            stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
