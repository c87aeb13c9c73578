package app.atelier.gateway.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import app.atelier.gateway.webhooks.DeliveryStore.Due;
import app.atelier.gateway.webhooks.DeliveryStore.Outcome;
import app.atelier.gateway.webhooks.DeliveryStore.Queued;
import app.atelier.gateway.webhooks.WebhookEvents.WebhookDisabled;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.outgoing.OutgoingHttp;
import app.atelier.platform.outgoing.OutgoingHttp.Request;
import app.atelier.platform.outgoing.Refused;
import app.atelier.platform.secrets.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings messages to webhooks, at least once, each with one id. Several processes share the work: whoever takes a
 * message moves its time on, and should the process die over it, another takes it then. To one webhook few messages
 * are under way at once, so that a slow one holds up no other.
 */
@Component
class Courier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** A few times as long as an attempt takes. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 64;
    private static final int AT_ONCE_EACH = 4;
    private static final int SWEPT_AT_ONCE = 100;

    private final Db db;
    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final Journal journal;
    private final SecretBox box;
    private final OutgoingHttp http;
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Semaphore news = new Semaphore(0);
    private final ExecutorService trips = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Courier(Db db, WebhookStore webhooks, DeliveryStore store, Journal journal, SecretBox box, OutgoingHttp http) {
        this.db = db;
        this.webhooks = webhooks;
        this.store = store;
        this.journal = journal;
        this.box = box;
        this.http = http;
    }

    /** There is something to bring. */
    void wake() {
        news.release();
    }

    /** Sets out with what is due; false when there was nothing, or no room. */
    private boolean setOut() {
        var most = room.availablePermits();
        if (most == 0) {
            return false;
        }
        // To a webhook the next few set out when the last few are back, so that there are never more.
        var busy = List.copyOf(underWay.keySet());
        var due = db.shared(tx -> store.take(tx, busy, most, AT_ONCE_EACH, Instant.now(), LEASE));
        for (var one : due) {
            room.acquireUninterruptibly();
            underWay.merge(one.webhook(), 1, Integer::sum);
            trips.execute(() -> {
                try {
                    bring(one, Instant.now());
                } catch (RuntimeException e) {
                    log.warn("The webhook message {} waits: {}", one.delivery(), String.valueOf(e));
                } finally {
                    underWay.computeIfPresent(one.webhook(), (_, count) -> count == 1 ? null : count - 1);
                    room.release();
                    wake();
                }
            });
        }
        return !due.isEmpty();
    }

    /** What is needed for a trip, read before it. */
    private record Trip(Webhook webhook, Queued queued, List<String> secrets) {
    }

    /** Makes one attempt, and writes down what it came to. */
    void bring(Due due, Instant now) {
        var trip = db.in(due.organization(), tx -> prepare(tx, due, now));
        if (trip == null) {
            return;
        }
        var outcome = attempt(trip, now);
        db.in(due.organization(), tx -> {
            conclude(tx, due, trip, outcome);
            return null;
        });
    }

    private @org.jspecify.annotations.Nullable Trip prepare(Tx tx, Due due, Instant now) {
        var webhook = webhooks.find(tx, due.webhook()).orElse(null);
        var queued = store.find(tx, due.webhook(), due.delivery()).orElse(null);
        if (webhook == null || queued == null || queued.delivery().state() != Delivery.State.QUEUED) {
            store.unqueue(tx, due);
            return null;
        }
        if (!webhook.enabled() && !queued.delivery().type().equals(Deliveries.PING)) {
            store.giveUp(tx, webhook.id(), "The webhook is disabled");
            return null;
        }
        var secrets = webhooks.secrets(tx, webhook.id(), now).stream()
                .map(sealed -> new String(box.open(sealed, Webhooks.context(webhook.id())), StandardCharsets.UTF_8)).toList();
        return new Trip(webhook, queued, secrets);
    }

    private Outcome attempt(Trip trip, Instant now) {
        var delivery = trip.queued().delivery();
        var body = delivery.request().getBytes(StandardCharsets.UTF_8);
        var headers = Map.of(
                "webhook-id", delivery.id().toString(),
                "webhook-timestamp", String.valueOf(now.getEpochSecond()),
                "webhook-signature", Signature.of(trip.secrets(), delivery.id().toString(), now, body));
        var started = System.nanoTime();
        try {
            var answer = http.send(new Request("POST", trip.webhook().url(), headers, body, "application/json", DEADLINE, DeliveryStore.LONGEST_ANSWER));
            return new Outcome(answer.status(), text(answer.body()), redirected(answer.status()), millis(started), now);
        } catch (Refused refused) {
            return new Outcome(null, null, "The address " + refused.reason(), millis(started), now);
        } catch (IOException e) {
            return new Outcome(null, null, String.valueOf(e.getMessage()), millis(started), now);
        }
    }

    private static @org.jspecify.annotations.Nullable String redirected(int status) {
        return status / 100 == 3 ? "Redirects are not followed; enter the address it leads to" : null;
    }

    private static int millis(long started) {
        return (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Whatever the other side sends, as text that the database takes. */
    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private void conclude(Tx tx, Due due, Trip trip, Outcome outcome) {
        var webhook = webhooks.lock(tx, due.webhook()).orElse(null);
        if (webhook == null) {
            store.unqueue(tx, due);
            return;
        }
        var attempts = trip.queued().delivery().attempts() + 1;
        if (outcome.arrived()) {
            store.attempted(tx, due, attempts, outcome, Delivery.State.DELIVERED, null);
            webhooks.succeeded(tx, webhook.id(), outcome.at());
            return;
        }
        var next = webhook.enabled()
                ? Backoff.next(trip.queued().queuedAt(), attempts, Instant.now(), ThreadLocalRandom.current().nextDouble()).orElse(null) : null;
        store.attempted(tx, due, attempts, outcome, next == null ? Delivery.State.FAILED : Delivery.State.QUEUED, next);
        webhooks.failed(tx, webhook.id(), outcome.at(), outcome.at());
        var since = webhook.failingSince();
        if (webhook.enabled() && since != null && since.isBefore(outcome.at().minus(Backoff.PATIENCE))) {
            disable(tx, webhook);
        }
    }

    private void disable(Tx tx, Webhook webhook) {
        var reason = "Nothing has arrived for three days. Mend the receiver, then enable the webhook again.";
        webhooks.disable(tx, webhook.id(), reason);
        store.giveUp(tx, webhook.id(), "The webhook was disabled");
        journal.record(tx, null, new WebhookDisabled(webhook.id(), webhook.url(), reason));
        log.info("The webhook {} was disabled: nothing has arrived for three days", webhook.id());
    }

    /** Clears logs of what is older than 30 days; returns how much that was. */
    int sweep(Instant now) {
        var swept = 0;
        List<UUID> some = db.shared(tx -> store.toSweep(tx, now, SWEPT_AT_ONCE));
        for (var organization : some) {
            swept += db.in(organization, tx -> store.sweep(tx, now));
        }
        return swept;
    }

    private void run() {
        var sweepAt = Instant.now().plus(SWEEP_EVERY);
        while (running) {
            try {
                if (!setOut() && news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                if (sweepAt.isBefore(Instant.now())) {
                    sweepAt = Instant.now().plus(SWEEP_EVERY);
                    sweep(Instant.now());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("Webhooks wait for the database: {}", String.valueOf(e));
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("webhooks").start(this::run);
    }

    /** Trips under way end by themselves or are taken up again when their lease is over. */
    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        trips.shutdown();
        try {
            thread.join(Duration.ofSeconds(2));
            if (!trips.awaitTermination(DEADLINE.toSeconds() + 2, TimeUnit.SECONDS)) {
                trips.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
