package app.atelier.gateway.webhooks;

import java.util.List;
import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down, entry by entry, which webhooks are to be told; the courier tells them. */
@Component
class WebhookFollower implements Follower {

    static final String NAME = "webhooks";

    private final WebhookStore store;
    private final Deliveries deliveries;

    WebhookFollower(WebhookStore store, Deliveries deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String service() {
        return "gateway";
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public Set<String> families() {
        return Set.of(EVERYTHING);
    }

    @Override
    public boolean cares(Tx tx) {
        return store.hasEnabled(tx);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        if (!goesOut(entry.audience())) {
            return;
        }
        for (var webhook : tx.attachment(Enabled.class, () -> new Enabled(store.enabled(tx))).webhooks()) {
            if (webhook.wants(entry.type())) {
                deliveries.add(tx, webhook, entry);
            }
        }
    }

    private record Enabled(List<Webhook> webhooks) {
    }

    /** What the whole organization or those of a project may see; never what is one person's, or any other audience's. */
    private static boolean goesOut(@Nullable String audience) {
        return audience == null || audience.startsWith("project:");
    }
}
