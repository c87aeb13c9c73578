package app.atelier.projects.project;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.users.UserAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Empties the trash of what has lain there for 30 days; looks twice a day. */
@Component
class Trash implements SmartLifecycle {

    static final Duration KEPT = Duration.ofDays(30);
    private static final Logger log = LoggerFactory.getLogger(Trash.class);
    private static final Duration FIRST_LOOK = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(12);
    private static final int ORGANIZATIONS = 100_000;

    private final Db db;
    private final TrashStore store;
    private final UserAccess users;
    private final Journal journal;
    private volatile boolean running;
    private Thread thread = Thread.currentThread();

    Trash(Db db, TrashStore store, UserAccess users, Journal journal) {
        this.db = db;
        this.store = store;
        this.users = users;
        this.journal = journal;
    }

    /** Deletes what is older than 30 days at this moment; whoever keeps things at tasks hears of it. */
    void empty(UUID organization, Instant now) {
        var gone = 0;
        int batch;
        do {
            batch = db.in(organization, tx -> empty(tx, now));
            gone += batch;
        } while (batch > 0);
        if (gone > 0) {
            log.info("Emptied the trash of organization {}: {} tasks and projects", organization, gone);
        }
    }

    private int empty(Tx tx, Instant now) {
        var gone = store.empty(tx, now.minus(KEPT));
        if (gone.size() > 0) {
            journal.record(tx, null, new ProjectEvents.TrashEmptied(tx.organization(), gone.tasks(), gone.projects()));
        }
        return gone.size();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("projects-trash").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(FIRST_LOOK);
            while (running) {
                try {
                    users.organizations(ORGANIZATIONS).forEach(o -> empty(o.id(), Instant.now()));
                } catch (RuntimeException e) {
                    log.warn("The trash could not be emptied; next try in {} hours", BETWEEN_LOOKS.toHours(), e);
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
