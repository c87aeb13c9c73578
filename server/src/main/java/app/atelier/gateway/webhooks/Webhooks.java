package app.atelier.gateway.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import app.atelier.gateway.webhooks.WebhookEvents.WebhookChanged;
import app.atelier.gateway.webhooks.WebhookEvents.WebhookCreated;
import app.atelier.gateway.webhooks.WebhookEvents.WebhookDeleted;
import app.atelier.gateway.webhooks.WebhookEvents.WebhookSecretRotated;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.outgoing.OutgoingHttp;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be done with webhooks. Their secrets are shown once, when they are made. */
@Component
class Webhooks {

    private static final int MOST = 20;

    private final Db db;
    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final Journal journal;
    private final JournalReader reader;
    private final SecretBox box;
    private final OutgoingHttp http;

    Webhooks(Db db, WebhookStore store, DeliveryStore deliveries, Journal journal, JournalReader reader, SecretBox box, OutgoingHttp http) {
        this.db = db;
        this.store = store;
        this.deliveries = deliveries;
        this.journal = journal;
        this.reader = reader;
        this.box = box;
        this.http = http;
    }

    /**
     * What was made.
     *
     * @param secret null when it was there already: a secret is shown once
     */
    record Made(Webhook webhook, @Nullable String secret) {
    }

    List<Webhook> all(Caller caller) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        return db.replica(caller.organization(), store::all);
    }

    Webhook one(Caller caller, UUID id) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        return db.in(caller.organization(), tx -> find(tx, id));
    }

    Made create(Caller caller, UUID id, WebhookEdit wanted) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        var edit = wanted.checked(http.guard());
        var secret = Signature.newSecret();
        return db.in(caller.organization(), tx -> {
            store.lockAll(tx);
            var known = store.find(tx, id);
            if (known.isPresent()) {
                if (!edit(known.get()).equals(edit)) {
                    throw new Problem.Conflict("id", "is taken by another webhook");
                }
                return new Made(known.get(), null);
            }
            if (store.all(tx).size() >= MOST) {
                throw new Problem.Conflict("An organization has at most " + MOST + " webhooks; delete one that is not needed.");
            }
            var webhook = new Webhook(id, edit.url(), edit.description(), edit.types(), edit.enabled(), null, null, null, null,
                    caller.person(), Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
            begin(tx, edit.enabled());
            store.insert(tx, webhook, seal(secret, id));
            journal.record(tx, caller.person(), new WebhookCreated(webhook));
            return new Made(webhook, secret);
        });
    }

    /** The first that is enabled hears of what comes, not of all that was. */
    private void begin(Tx tx, boolean enabled) {
        if (enabled && !store.hasEnabled(tx)) {
            store.beginAt(tx, WebhookFollower.NAME, reader.head(tx));
        }
    }

    Webhook change(Caller caller, UUID id, @Nullable String ifMatch, UnaryOperator<WebhookEdit> change) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        // Outside the transaction: names are resolved.
        var before = one(caller, id);
        var edit = change.apply(edit(before)).checked(http.guard());
        return db.in(caller.organization(), tx -> {
            var old = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("webhook", id));
            Versions.require(ifMatch, old.version());
            if (old.version() != before.version()) {
                throw new Problem.LostUpdate(before.version(), old.version());
            }
            if (edit(old).equals(edit)) {
                return old;
            }
            begin(tx, edit.enabled());
            store.update(tx, id, edit, edit.enabled() && !old.enabled());
            if (!edit.enabled()) {
                deliveries.giveUp(tx, id, "The webhook was disabled");
            }
            journal.record(tx, caller.person(), new WebhookChanged(id, edit(old), edit));
            return find(tx, id);
        });
    }

    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        db.in(caller.organization(), tx -> {
            var old = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("webhook", id));
            Versions.require(ifMatch, old.version());
            deliveries.giveUp(tx, id, "The webhook was deleted");
            store.delete(tx, id);
            journal.record(tx, caller.person(), new WebhookDeleted(old));
            return null;
        });
    }

    /** A new secret; the one before signs beside it for a day. */
    Made rotateSecret(Caller caller, UUID id) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        var secret = Signature.newSecret();
        return db.in(caller.organization(), tx -> {
            var webhook = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("webhook", id));
            store.replaceSecret(tx, id, seal(secret, id), Instant.now());
            journal.record(tx, caller.person(), new WebhookSecretRotated(id, webhook.url()));
            return new Made(webhook, secret);
        });
    }

    private Webhook find(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Problem.NotFound("webhook", id));
    }

    private byte[] seal(String secret, UUID id) {
        return box.seal(secret.getBytes(StandardCharsets.UTF_8), context(id));
    }

    static String context(UUID webhook) {
        return "gateway.webhook/" + webhook;
    }

    private static WebhookEdit edit(Webhook webhook) {
        return new WebhookEdit(webhook.url(), webhook.description(), webhook.types(), webhook.enabled());
    }
}
