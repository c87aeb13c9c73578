package app.atelier.gateway.webhooks;

import static app.schema.gateway.Tables.WEBHOOK;
import static app.schema.gateway.Tables.WEBHOOK_DELIVERY;
import static app.schema.gateway.Tables.WEBHOOK_QUEUE;
import static app.schema.gateway.Tables.WEBHOOK_SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.gateway.webhooks.DeliveryStore.Due;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Webhooks at work, in a house that lets them out to this machine. */
class CourierTest {

    private static House house;

    private Client owner;
    private Receiver receiver;
    private String project;

    @BeforeAll
    static void open() {
        house = House.only("users,auth,projects,notifications,gateway", Map.of("atelier.webhooks.allow-private", "true",
                "atelier.limits.person", "10000000", "atelier.limits.anonymous", "10000000"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void begin() throws IOException {
        owner = house.register();
        receiver = new Receiver();
        project = owner.post("/v1/projects", Map.of("name", "P")).is(201).json().get("id").asString();
    }

    @AfterEach
    void end() {
        receiver.close();
    }

    private JsonNode create(String path, String... types) {
        return owner.post("/v1/webhooks", Map.of("url", receiver.url(path), "types", List.of(types))).is(201).json();
    }

    private void task(String title) {
        owner.post("/v1/projects/" + project + "/tasks", Map.of("title", title)).is(201);
    }

    private static String path(JsonNode webhook) {
        return "/v1/webhooks/" + webhook.get("id").asString();
    }

    private List<JsonNode> log(JsonNode webhook) {
        return owner.get(path(webhook) + "/deliveries").is(200).json().get("items").valueStream().toList();
    }

    private JsonNode logged(JsonNode webhook, String state) {
        return Await.value("a delivery that is " + state, () -> log(webhook).stream()
                .filter(d -> d.get("state").asString().equals(state)).findFirst().orElse(null));
    }

    private <T> T in(Db.Work<T> work) {
        return house.bean(Db.class).in(owner.organization(), work);
    }

    private List<JournalEntry> entries(String... types) {
        return in(tx -> house.bean(JournalReader.class).after(tx, 0, List.of(types), 10));
    }

    private static UUID id(JsonNode object) {
        return UUID.fromString(object.get("id").asString());
    }

    @Test
    void whatHappensIsToldOnceAndSigned() {
        var webhook = create("/hook", "task.created");
        task("Told");
        owner.post("/v1/projects", Map.of("name", "Not wanted")).is(201);
        var delivery = logged(webhook, "delivered");
        assertThat(receiver.messages).singleElement().satisfies(message -> {
            assertThat(message.isSignedWith(webhook.get("secret").asString())).isTrue();
            assertThat(message.id()).isEqualTo(delivery.get("id").asString());
            var body = message.json();
            assertThat(body.propertyNames()).containsExactlyInAnyOrder("id", "type", "at", "organizationId", "seq", "actorId", "subjectType", "subjectId", "data");
            assertThat(body.get("type").asString()).isEqualTo("task.created");
            assertThat(body.get("organizationId").asString()).isEqualTo(owner.organization().toString());
            assertThat(body.get("actorId").asString()).isEqualTo(owner.id().toString());
            assertThat(body.get("data").get("task").get("title").asString()).isEqualTo("Told");
        });
        assertThat(delivery.get("status").asInt()).isEqualTo(200);
        assertThat(delivery.get("answer").asString()).isEqualTo("thanks");
        assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
        assertThat(delivery.get("request").asString()).isEqualTo(new String(receiver.messages.getFirst().body(), java.nio.charset.StandardCharsets.UTF_8));
        var seen = owner.get(path(webhook)).is(200).json();
        assertThat(seen.get("lastSuccessAt").isNull()).isFalse();
        assertThat(seen.get("failingSince").isNull()).isTrue();
    }

    @Test
    void theFirstWebhookHearsOnlyWhatComes() {
        task("Before");
        var webhook = create("/hook", "task.*");
        task("After");
        logged(webhook, "delivered");
        assertThat(receiver.messages).extracting(m -> m.json().get("data").get("task").get("title").asString()).containsExactly("After");
    }

    @Test
    void whatIsOnePersonsIsToldNobody() {
        var webhook = create("/hook", "*");
        owner.post("/v1/organizations/" + owner.organization() + "/invitations", Map.of("email", "guest@example.org", "role", "member")).is(201);
        task("A mark after it");
        Await.until("the task is told", () -> receiver.messages.stream().anyMatch(m -> m.type().equals("task.created")));
        assertThat(receiver.messages).extracting(Receiver.Message::type).doesNotContain("person.invited", "webhook.created");
        assertThat(entries("person.invited", "webhook.created")).hasSize(2);
        assertThat(webhook.get("enabled").asBoolean()).isTrue();
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameId() {
        receiver.status = 500;
        receiver.answer = "x".repeat(5_000);
        var webhook = create("/hook", "task.created");
        task("Stubborn");
        var failed = Await.until(() -> log(webhook), all -> !all.isEmpty() && all.getFirst().get("attempts").asInt() == 1).getFirst();
        assertThat(failed.get("state").asString()).isEqualTo("queued");
        assertThat(failed.get("answer").asString()).hasSize(1_024);
        assertThat(failed.get("nextAttemptAt").isNull()).isFalse();
        assertThat(owner.get(path(webhook)).json().get("failingSince").isNull()).isFalse();
        receiver.status = 204;
        receiver.answer = "";
        var due = Instant.now();
        house.bean(Db.class).shared(tx -> tx.sql().update(WEBHOOK_QUEUE).set(WEBHOOK_QUEUE.DUE_AT, due)
                .where(WEBHOOK_QUEUE.DELIVERY_ID.eq(id(failed))).execute());
        assertThat(logged(webhook, "delivered").get("attempts").asInt()).isEqualTo(2);
        assertThat(receiver.messages).hasSize(2).extracting(Receiver.Message::id).containsOnly(failed.get("id").asString());
        assertThat(owner.get(path(webhook)).json().get("failingSince").isNull()).isTrue();
    }

    @Test
    void afterThreeDaysOfFailuresItIsDisabledAndTold() {
        receiver.status = 500;
        var webhook = create("/hook", "task.created");
        in(tx -> tx.sql().update(WEBHOOK).set(WEBHOOK.FAILING_SINCE, Instant.now().minus(Duration.ofHours(73)))
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id(webhook))).execute());
        task("In vain");
        logged(webhook, "failed");
        var seen = owner.get(path(webhook)).is(200).json();
        assertThat(seen.get("enabled").asBoolean()).isFalse();
        assertThat(seen.get("disabledReason").asString()).contains("three days");
        assertThat(entries("webhook.disabled")).singleElement()
                .satisfies(e -> assertThat(e.actorId()).isNull());
        Await.until("the owner is told", () -> owner.get("/v1/notifications").is(200).text().contains("webhook_disabled"));
        task("Nobody is told");
        receiver.status = 200;
        owner.patch(path(webhook), Map.of("enabled", true)).is(200);
        task("Told again");
        logged(webhook, "delivered");
        assertThat(receiver.messages).extracting(m -> m.json().get("data").get("task").get("title").asString()).containsExactly("In vain", "Told again");
        assertThat(owner.get(path(webhook)).json().get("disabledReason").isNull()).isTrue();
    }

    @Test
    void oneSlowReceiverHoldsUpNoOther() {
        var slow = create("/slow", "task.created");
        var quick = create("/hook", "task.created");
        for (var i = 0; i < 20; i++) {
            task("Task " + i);
        }
        Await.until("the quick one has all", () -> receiver.at("/hook").size() == 20);
        // Few at once, whatever waits.
        assertThat(receiver.at("/slow")).hasSizeLessThanOrEqualTo(4);
        owner.patch(path(slow), Map.of("enabled", false)).is(200);
        receiver.slow.countDown();
        assertThat(owner.get(path(quick)).json().get("lastSuccessAt").isNull()).isFalse();
    }

    @Test
    void severalProcessesShareTheWork() {
        var settings = Map.of("atelier.webhooks.allow-private", "true", "atelier.service.auth.url", house.url(), "atelier.service.users.url", house.url());
        var second = House.beside(house, "gateway", settings);
        try {
            var webhook = create("/hook", "task.created");
            for (var i = 0; i < 40; i++) {
                task("Task " + i);
            }
            Await.until("all are told", () -> log(webhook).stream().filter(d -> d.get("state").asString().equals("delivered")).count() == 40);
            assertThat(receiver.messages).hasSize(40);
            assertThat(new HashSet<>(receiver.messages.stream().map(Receiver.Message::id).toList())).hasSize(40);
        } finally {
            second.close();
        }
    }

    @Test
    void aPingTriesAReceiverAlsoWhileItIsDisabled() {
        var webhook = create("/hook", "order.paid");
        owner.patch(path(webhook), Map.of("enabled", false)).is(200);
        var ping = owner.post(path(webhook) + "/ping", Map.of()).is(202).json();
        assertThat(logged(webhook, "delivered").get("id")).isEqualTo(ping.get("id"));
        assertThat(receiver.messages).singleElement().satisfies(m -> assertThat(m.type()).isEqualTo("webhook.ping"));
    }

    @Test
    void aReplayCarriesTheSameIdAndTheNewAndTheFormerSecretSign() {
        var webhook = create("/hook", "task.created");
        task("Again");
        var delivery = logged(webhook, "delivered");
        var secret = owner.post(path(webhook) + "/rotate-secret", Map.of()).is(200).json().get("secret").asString();
        owner.post(path(webhook) + "/deliveries/" + delivery.get("id").asString() + "/replay", Map.of()).is(202);
        Await.until("it came again", () -> receiver.messages.size() == 2);
        var again = receiver.messages.get(1);
        assertThat(again.id()).isEqualTo(receiver.messages.getFirst().id());
        assertThat(again.body()).isEqualTo(receiver.messages.getFirst().body());
        assertThat(again.isSignedWith(secret)).isTrue();
        assertThat(again.isSignedWith(webhook.get("secret").asString())).isTrue();
        logged(webhook, "delivered");
        in(tx -> tx.sql().update(WEBHOOK).set(WEBHOOK.FORMER_UNTIL, Instant.now().minusSeconds(1)).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization())).execute());
        owner.post(path(webhook) + "/ping", Map.of()).is(202);
        Await.until("the ping came", () -> receiver.messages.size() == 3);
        assertThat(receiver.messages.get(2).isSignedWith(secret)).isTrue();
        assertThat(receiver.messages.get(2).isSignedWith(webhook.get("secret").asString())).isFalse();
    }

    /** security.md 23: what was kept is judged again when it is asked. */
    @Test
    void anInternalAddressIsNotAskedHoweverItCameHere() {
        var webhook = create("/hook", "*");
        in(tx -> tx.sql().update(WEBHOOK).set(WEBHOOK.URL, "https://169.254.169.254/latest/meta-data/").where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization())).execute());
        owner.post(path(webhook) + "/ping", Map.of()).is(202);
        var tried = Await.until(() -> log(webhook), all -> all.getFirst().get("attempts").asInt() == 1).getFirst();
        assertThat(tried.get("status").isNull()).isTrue();
        assertThat(tried.get("error").asString()).contains("not public");
    }

    @Test
    void redirectsAreNotFollowedAndSaidSo() {
        receiver.status = 307;
        var webhook = create("/hook", "order.paid");
        owner.post(path(webhook) + "/ping", Map.of()).is(202);
        var tried = Await.until(() -> log(webhook), all -> all.getFirst().get("attempts").asInt() == 1).getFirst();
        assertThat(tried.get("error").asString()).contains("Redirects are not followed");
    }

    @Test
    void theLogIsPagedAndClearedAfterThirtyDays() {
        var webhook = create("/hook", "order.paid");
        for (var i = 0; i < 3; i++) {
            owner.post(path(webhook) + "/ping", Map.of()).is(202);
        }
        Await.until("all are told", () -> log(webhook).stream().allMatch(d -> d.get("state").asString().equals("delivered")));
        var first = owner.get(path(webhook) + "/deliveries?limit=2").is(200).json();
        assertThat(first.get("items")).hasSize(2);
        var second = owner.get(path(webhook) + "/deliveries?limit=2&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(second.get("items")).hasSize(1);
        assertThat(owner.get(path(webhook) + "/deliveries?state=failed").is(200).json().get("items")).isEmpty();
        in(tx -> age(tx, id(second.get("items").get(0))));
        house.bean(Courier.class).sweep(Instant.now());
        assertThat(log(webhook)).hasSize(2);
    }

    private static int age(Tx tx, UUID delivery) {
        tx.sql().update(WEBHOOK_SWEEP).set(WEBHOOK_SWEEP.DUE_AT, Instant.now()).where(WEBHOOK_SWEEP.ORGANIZATION_ID.eq(tx.organization())).execute();
        return tx.sql().update(WEBHOOK_DELIVERY).set(WEBHOOK_DELIVERY.CREATED_AT, Instant.now().minus(Duration.ofDays(31)))
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.ID.eq(delivery)).execute();
    }

    @Test
    void whatAProcessDiedOverIsTakenUpAgain() {
        var webhook = create("/hook", "order.paid");
        var organization = owner.organization();
        var delivery = in(tx -> {
            var id = UUID.randomUUID();
            house.bean(DeliveryStore.class).insert(tx, id, id(webhook), null, "webhook.ping", "{\"type\":\"webhook.ping\"}", Instant.now().plusSeconds(3_600));
            return new Due(organization, id, id(webhook));
        });
        var store = house.bean(DeliveryStore.class);
        var later = Instant.now().plusSeconds(3_601);
        assertThat(taken(store, later)).contains(delivery);
        assertThat(taken(store, later)).doesNotContain(delivery);
        assertThat(taken(store, later.plusSeconds(61))).contains(delivery);
        house.bean(Courier.class).bring(delivery, Instant.now());
        assertThat(receiver.messages).hasSize(1);
    }

    private static List<Due> taken(DeliveryStore store, Instant now) {
        return house.bean(Db.class).shared(tx -> store.take(tx, List.of(), 1_000, 1_000, now, Duration.ofMinutes(1)));
    }
}
