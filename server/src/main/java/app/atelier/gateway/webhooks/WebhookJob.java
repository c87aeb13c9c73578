package app.atelier.gateway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import app.atelier.platform.db.Db;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import org.springframework.stereotype.Component;

/** How the courier's queue stands. */
@Component
class WebhookJob implements JobSource {

    /** It looks every few seconds; what is due for so long is not being sent. */
    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    private final Db db;
    private final DeliveryStore store;

    WebhookJob(Db db, DeliveryStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public List<Job> jobs() {
        var waiting = db.shared(store::waiting);
        var due = waiting.due();
        if (due == null) {
            return List.of(new Job("gateway", "Webhooks", Job.State.IDLE, "Nothing waits.", null, null));
        }
        var messages = waiting.messages() + (waiting.messages() == 1 ? " message waits" : " messages wait");
        return List.of(due.plus(TOO_LONG).isBefore(Instant.now())
                ? new Job("gateway", "Webhooks", Job.State.FAILED, messages + "; the oldest should be gone. See the gateway's log.", null, due)
                : new Job("gateway", "Webhooks", Job.State.RUNNING, messages + ".", null, due));
    }
}
