package app.atelier.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway between browsers and the whole house, as its services in other processes. */
class BridgeTest {

    private static final House HOUSE = House.all();
    private static House gateway;

    @BeforeAll
    static void start() {
        gateway = House.only("gateway,auth,users", Map.of(
                "atelier.service.projects.url", HOUSE.url(),
                "atelier.service.files.url", HOUSE.url(),
                "atelier.service.collaboration.url", HOUSE.url(),
                "atelier.service.catalog.url", "http://127.0.0.1:" + Backend.freePort(),
                "atelier.gateway.sockets", "3"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int bridges() {
        return gateway.bean(Bridges.class).count();
    }

    @Test
    void aLiveConnectionHearsThroughTheGateway() {
        var person = HOUSE.register();
        try (var live = LiveClient.open(gateway, person.token(), null)) {
            var name = "Bridge " + "ö".repeat(40);
            for (var i = 0; i < 50; i++) {
                person.post("/v1/projects", Map.of("name", name + i)).is(201);
            }
            live.entry(name + "49");
            live.say(Map.of("type", "ping"));
            live.message("pong");
            assertThat(bridges()).isOne();
        }
        Await.until("the bridge is down", () -> bridges() == 0);
    }

    /** More than any buffer holds, in messages longer than a frame. */
    @Test
    void muchThatWasMissedComesInOrder() {
        var person = HOUSE.register();
        var text = "x".repeat(8_000);
        var first = LiveClient.open(gateway, person.token(), null);
        var seq = first.message("welcome").get("seq").asLong();
        first.close();
        for (var i = 0; i < 100; i++) {
            person.post("/v1/projects", Map.of("name", "Many " + i, "description", text)).is(201);
        }
        try (var live = LiveClient.open(gateway, person.token(), seq)) {
            live.entry("Many 99");
            assertThat(live.seqs()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void closeCodesPass() {
        try (var live = LiveClient.silent(gateway, null)) {
            live.hello("not a token", null);
            live.awaitClosed(4401);
        }
        try (var live = LiveClient.silent(gateway, null)) {
            live.say("no json");
            live.awaitClosed(1008);
        }
        Await.until("the bridges are down", () -> bridges() == 0);
    }

    @Test
    void otherSitesAndTooManyAreRefused() {
        assertThatThrownBy(() -> LiveClient.silent(gateway, "https://evil.example")).hasCauseInstanceOf(WebSocketHandshakeException.class);
        LiveClient.silent(gateway, gateway.url()).close();
        Await.until("the bridges are down", () -> bridges() == 0);
        try (var one = LiveClient.silent(gateway, null); var two = LiveClient.silent(gateway, null); var three = LiveClient.silent(gateway, null)) {
            assertThat(bridges()).isEqualTo(3);
            assertThatThrownBy(() -> LiveClient.silent(gateway, null)).hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
        Await.until("the bridges are down", () -> bridges() == 0);
    }

    @Test
    void theDocumentDescribesWhatRunsElsewhere() {
        var document = gateway.stranger().get("/v1/openapi.json").is(200).json();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.get("paths").has("/v1/users/register")).isTrue();
        assertThat(document.get("paths").has("/v1/projects")).isTrue();
        assertThat(document.get("paths").has("/v1/orders")).as("not routed here").isFalse();
        assertThat(document.get("x-missing-services").toString()).isEqualTo("[\"catalog\"]");
        assertThat(document.get("components").get("schemas").size()).isGreaterThan(5);
    }

    @Test
    void aRouteThatTakesLittleRefusesMuchByItsOwnWord() {
        var person = HOUSE.register();
        var answer = gateway.stranger().send("PUT", "/v1/projects/" + person.organization(), new byte[3 << 20],
                "Authorization", "Bearer " + person.token());
        answer.problem(413, "too-large");
    }
}
