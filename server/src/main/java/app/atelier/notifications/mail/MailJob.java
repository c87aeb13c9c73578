package app.atelier.notifications.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import app.atelier.platform.db.Db;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import org.springframework.stereotype.Component;

/** How the mail queue stands. */
@Component
class MailJob implements JobSource {

    /** The queue is looked at every five seconds; what is due for so long is not being sent. */
    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    private final Db db;
    private final DeliveryStore store;

    MailJob(Db db, DeliveryStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public List<Job> jobs() {
        var waiting = db.shared(store::waiting);
        var due = waiting.due();
        if (due == null) {
            return List.of(new Job("notifications", "Mail queue", Job.State.IDLE, "Nothing waits.", null, null));
        }
        var mails = waiting.mails() + (waiting.mails() == 1 ? " mail waits" : " mails wait");
        return List.of(due.plus(TOO_LONG).isBefore(Instant.now())
                ? new Job("notifications", "Mail queue", Job.State.FAILED, mails + "; the oldest should be gone. Look at the mail server's settings.", null, due)
                : new Job("notifications", "Mail queue", Job.State.RUNNING, mails + ".", null, due));
    }
}
