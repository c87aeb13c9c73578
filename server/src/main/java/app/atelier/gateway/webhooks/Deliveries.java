package app.atelier.gateway.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import app.atelier.gateway.webhooks.DeliveryStore.Place;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was sent to webhooks: the log, and sending by hand. */
@Component
class Deliveries {

    static final String PING = "webhook.ping";

    private final Db db;
    private final WebhookStore webhooks;
    private final DeliveryStore store;
    private final Courier courier;
    private final JsonMapper json;

    Deliveries(Db db, WebhookStore webhooks, DeliveryStore store, Courier courier, JsonMapper json) {
        this.db = db;
        this.webhooks = webhooks;
        this.store = store;
        this.courier = courier;
        this.json = json;
    }

    /** What goes out. Of the entry nothing is left out that the organization may see, and nothing sealed goes along. */
    record Message(UUID id, String type, Instant at, UUID organizationId, @Nullable Long seq, @Nullable UUID actorId, String subjectType,
            UUID subjectId, JsonNode data) {
    }

    /** Newest first. */
    Page<Delivery> log(Caller caller, UUID webhook, Delivery.@Nullable State state, @Nullable String cursor, int limit) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        var before = cursor == null ? null : place(cursor);
        return db.in(caller.organization(), tx -> {
            require(tx, webhook);
            return Page.of(store.log(tx, webhook, state, before, limit + 1), limit, d -> Page.cursor(d.createdAt(), d.id()));
        });
    }

    private static Place place(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            return new Place(Instant.parse(keys.get(0)), UUID.fromString(keys.get(1)));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** Sends a message that says nothing, so that whoever listens can be tried. */
    Delivery ping(Caller caller, UUID webhook) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        var id = Ids.next();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return db.in(caller.organization(), tx -> {
            require(tx, webhook);
            var message = new Message(id, PING, now, tx.organization(), null, caller.person(), "webhook", webhook, json.valueToTree(Map.of()));
            store.insert(tx, id, webhook, null, PING, json.writeValueAsString(message), now);
            tx.afterCommit(courier::wake);
            return find(tx, webhook, id);
        });
    }

    /** Sends one again from the beginning, with the same id. */
    Delivery replay(Caller caller, UUID webhook, UUID id) {
        caller.require(Permission.WEBHOOKS_MANAGE);
        return db.in(caller.organization(), tx -> {
            var hook = require(tx, webhook);
            var delivery = find(tx, webhook, id);
            if (!hook.enabled() && !delivery.type().equals(PING)) {
                throw new Problem.Conflict("The webhook is disabled; enable it first.");
            }
            if (delivery.state() != Delivery.State.QUEUED) {
                store.again(tx, delivery, Instant.now());
                tx.afterCommit(courier::wake);
            }
            return find(tx, webhook, id);
        });
    }

    /** Writes down what an entry has to tell a webhook. */
    void add(Tx tx, Webhook webhook, JournalEntry entry) {
        var message = new Message(entry.id(), entry.type(), entry.at(), entry.organizationId(), entry.seq(), entry.actorId(),
                entry.subjectType(), entry.subjectId(), open(entry.data()));
        store.insert(tx, Ids.next(), webhook.id(), entry.seq(), entry.type(), json.writeValueAsString(message),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        tx.attachment(Woken.class, () -> {
            tx.afterCommit(courier::wake);
            return new Woken();
        });
    }

    private record Woken() {
    }

    /** Some entries carry a sealed link to whoever mails it. */
    private static JsonNode open(JsonNode data) {
        if (data instanceof ObjectNode object) {
            var without = object.deepCopy();
            without.remove(object.propertyNames().stream().filter(name -> name.startsWith("sealed")).toList());
            return without;
        }
        return data;
    }

    private Webhook require(Tx tx, UUID webhook) {
        return webhooks.find(tx, webhook).orElseThrow(() -> new Problem.NotFound("webhook", webhook));
    }

    private Delivery find(Tx tx, UUID webhook, UUID id) {
        return store.find(tx, webhook, id).orElseThrow(() -> new Problem.NotFound("delivery", id)).delivery();
    }
}
