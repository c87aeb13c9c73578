package app.atelier.platform.journal.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.kafka.CopierStore.Stand;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what was born in other databases to this database's journal, in their order and each entry once: how far it
 * is moves in the transaction that appends. Kafka's own offset is only where to go on reading; it may be behind.
 */
final class Copier {

    private static final Logger log = LoggerFactory.getLogger(Copier.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);
    private static final int EARLY_AT_ONCE = 500;
    private static final int CHARACTERS_AT_ONCE = 8_000_000;

    private final Db db;
    private final CopierStore store;
    private final Clients clients;
    private final Topic topic;
    private final Message.Reader reader;
    private final Rule rule;
    private final Consumer<UUID> wakeUp;
    private final Moments moments;
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<String, String> consumer;
    private volatile boolean running = true;
    private volatile long lag;
    private volatile @Nullable String failure;

    /** @param wakeUp told the organization after each commit that appended entries */
    Copier(Db db, CopierStore store, Clients clients, Topic topic, Message.Reader reader, Rule rule, Consumer<UUID> wakeUp, Moments moments) {
        this.db = db;
        this.store = store;
        this.clients = clients;
        this.topic = topic;
        this.reader = reader;
        this.rule = rule;
        this.wakeUp = wakeUp;
        this.moments = moments;
    }

    /** Entries appended since the start. */
    long copied() {
        return copied.get();
    }

    /** Messages since the start that no relay wrote. */
    long refused() {
        return refused.get();
    }

    /** Messages in the partitions of this process that have not been read, as of the last poll. */
    long lag() {
        return lag;
    }

    /** Entries that have waited so long at least for one before them; asks the database. */
    long waiting(Duration atLeast) {
        return db.shared(tx -> store.waiting(tx, atLeast));
    }

    /** Why nothing is copied, in a sentence; null while it is. */
    @Nullable String failure() {
        return failure;
    }

    /** Works until stopped or interrupted. */
    void run() {
        while (running) {
            try {
                topic.require();
                readWhileConnected();
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (WakeupException e) {
                log.debug("The copier was told to stop", e);
            } catch (RuntimeException e) {
                if (running) {
                    failed(e);
                    pause();
                }
            }
        }
    }

    /** Lets it finish what it has read. */
    void stop() {
        running = false;
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void readWhileConnected() {
        var identities = db.shared(store::identities);
        var reading = clients.consumer("atelier-journal-" + identities.getFirst());
        try {
            consumer = reading;
            reading.subscribe(List.of(topic.name()));
            while (running) {
                var records = reading.poll(POLL);
                if (records.isEmpty()) {
                    failure = null;
                } else {
                    take(reading, records, identities);
                }
                lag = reading.assignment().stream().mapToLong(p -> reading.currentLag(p).orElse(0)).sum();
            }
        } finally {
            consumer = null;
            lag = 0;
            reading.close(CloseOptions.timeout(COMMIT_WITHIN));
        }
    }

    private void take(org.apache.kafka.clients.consumer.Consumer<String, String> reading, ConsumerRecords<String, String> records,
            Collection<UUID> own) {
        // Across origins, too, an organization's entries stay in the order in which they came: a cause before its effect.
        var byOrganization = new LinkedHashMap<UUID, List<Message>>();
        for (var record : records) {
            var message = read(record);
            if (message != null && !own.contains(message.origin())) {
                byOrganization.computeIfAbsent(message.organization(), _ -> new ArrayList<>()).add(message);
            }
        }
        byOrganization.forEach(this::copy);
        moments.copied();
        try {
            reading.commitSync(COMMIT_WITHIN);
        } catch (CommitFailedException | RetriableException e) {
            // Whoever reads these again drops them.
            log.debug("The offset was not committed", e);
        }
        failure = null;
    }

    private @Nullable Message read(ConsumerRecord<String, String> record) {
        try {
            return reader.read(record);
        } catch (Message.Foreign e) {
            refused.incrementAndGet();
            log.error("{}-{} at {} is no journal entry and is passed over: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return null;
        }
    }

    private void copy(UUID organization, List<Message> messages) {
        int appended = db.in(organization, tx -> {
            var entries = ready(tx, messages);
            for (var chunk : chunks(entries)) {
                store.append(tx, chunk);
            }
            return entries.size();
        });
        if (appended > 0) {
            copied.addAndGet(appended);
            wakeUp.accept(organization);
        }
    }

    /** What can be appended now; the stands have moved accordingly. */
    private List<String> ready(Tx tx, List<Message> messages) {
        var stands = new TreeMap<UUID, Stand>();
        // In one order, so that two processes cannot wait for each other.
        messages.stream().map(Message::origin).distinct().sorted().forEach(o -> stands.put(o, store.lock(tx, o)));
        var ready = new ArrayList<String>();
        for (var message : messages) {
            var stand = Objects.requireNonNull(stands.get(message.origin()));
            switch (rule.of(stand.seq, message.prev(), message.seq())) {
                case DROP -> log.trace("Entry {} of {} came again", message.seq(), message.origin());
                case KEEP -> stand.waiting += store.keep(tx, message) ? 1 : 0;
                case APPEND -> {
                    ready.add(message.entry());
                    stand.seq = message.seq();
                    takeWaiting(tx, message.origin(), stand, ready);
                }
            }
        }
        stands.forEach((origin, stand) -> store.move(tx, origin, stand));
        return ready;
    }

    /** Entries that waited for this one. */
    private void takeWaiting(Tx tx, UUID origin, Stand stand, List<String> ready) {
        while (stand.waiting > 0) {
            var before = stand.seq;
            for (var early : store.early(tx, origin, EARLY_AT_ONCE)) {
                if (rule.of(stand.seq, early.prev(), early.seq()) == Rule.Verdict.APPEND) {
                    ready.add(early.entry());
                    stand.seq = early.seq();
                }
            }
            stand.waiting -= store.forget(tx, origin, stand.seq);
            if (stand.seq == before) {
                return;
            }
        }
    }

    private static List<List<String>> chunks(List<String> entries) {
        var chunks = new ArrayList<List<String>>();
        var characters = CHARACTERS_AT_ONCE;
        for (var entry : entries) {
            if (characters >= CHARACTERS_AT_ONCE) {
                chunks.add(new ArrayList<>());
                characters = 0;
            }
            chunks.getLast().add(entry);
            characters += entry.length();
        }
        return chunks;
    }

    private void failed(RuntimeException why) {
        var sentence = "Entries of other databases wait to be copied: " + why.getMessage();
        if (failure == null) {
            log.warn("The copier goes on trying. {}", sentence);
        } else {
            log.debug("The copier goes on trying. {}", sentence, why);
        }
        failure = sentence;
    }

    private void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
