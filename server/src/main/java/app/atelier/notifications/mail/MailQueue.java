package app.atelier.notifications.mail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import app.atelier.notifications.mail.DeliveryStore.Due;
import app.atelier.notifications.mail.DeliveryStore.End;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends mail behind the back of what caused it. A mail is written in the transaction of its cause and so neither
 * lost nor sent for nothing; it is sent at least once, with one message id. What fails is tried five times; an
 * address that refused all five is suppressed, so that it is not knocked at for ever.
 */
@Component
public class MailQueue implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int AT_ONCE = 10;

    private final Db db;
    private final DeliveryStore store;
    private final MailTransport transport;
    private final List<Duration> backoff;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    @org.springframework.beans.factory.annotation.Autowired
    MailQueue(Db db, DeliveryStore store, CapturedMail captured, MailProperties properties) {
        this(db, store, properties.captures() ? captured : new SmtpTransport(properties),
                List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1)));
    }

    /** @param backoff how long to wait after each failed attempt but the last */
    MailQueue(Db db, DeliveryStore store, MailTransport transport, List<Duration> backoff) {
        this.db = db;
        this.store = store;
        this.transport = transport;
        this.backoff = backoff;
    }

    /** Puts a mail into the queue when the transaction commits. */
    public void add(Tx tx, Mail mail) {
        store.insert(tx, mail, store.isSuppressed(tx, mail.to()));
        tx.afterCommit(news::release);
    }

    /** Sends what is due; true when there may be more. */
    boolean sendDue() {
        var due = db.shared(tx -> store.take(tx, AT_ONCE, LEASE));
        due.forEach(this::send);
        return due.size() == AT_ONCE;
    }

    private void send(Due due) {
        var delivery = db.in(due.organization(), tx -> store.queued(tx, due.delivery())).orElse(null);
        if (delivery == null) {
            db.shared(tx -> {
                store.unqueue(tx, due);
                return null;
            });
            return;
        }
        var attempts = delivery.attempts() + 1;
        try {
            transport.send(delivery.mail());
            end(due, End.SENT, attempts, null);
        } catch (MailTransport.Refused e) {
            failed(due, delivery.mail(), attempts, String.valueOf(e.getMessage()), true);
        } catch (MailTransport.Unavailable e) {
            failed(due, delivery.mail(), attempts, String.valueOf(e.getMessage()), false);
        }
    }

    private void failed(Due due, Mail mail, int attempts, String error, boolean addressAtFault) {
        log.warn("Mail {} could not be sent (attempt {}): {}", mail.id(), attempts, error);
        if (attempts <= backoff.size()) {
            db.in(due.organization(), tx -> {
                store.retry(tx, due, attempts, error, backoff.get(attempts - 1));
                return null;
            });
        } else if (addressAtFault) {
            db.in(due.organization(), tx -> {
                store.suppress(tx, mail.to(), error);
                store.end(tx, due, End.SUPPRESSED, attempts, error);
                return null;
            });
        } else {
            end(due, End.FAILED, attempts, error);
        }
    }

    private void end(Due due, End end, int attempts, @org.jspecify.annotations.Nullable String error) {
        db.in(due.organization(), tx -> {
            store.end(tx, due, end, attempts, error);
            return null;
        });
    }

    private void run() {
        while (running) {
            try {
                while (running && sendDue()) {
                    log.debug("More mail is due");
                }
                if (news.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    log.warn("Mail waits for the database: {}", String.valueOf(e));
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("mail").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
