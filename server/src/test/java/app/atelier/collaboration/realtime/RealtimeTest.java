package app.atelier.collaboration.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.auth.keys.ShortTokens;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.junit.jupiter.api.Test;

class RealtimeTest {

    private final House house = House.all();

    /** Something that happened, for a test. */
    record Noted(String text, @JsonIgnore String audience, @JsonIgnore UUID id) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("test.noted", "note", id, audience);
        }
    }

    private void note(Client client, String text, String audience) {
        house.bean(Db.class).in(client.organization(), tx -> {
            house.bean(Journal.class).record(tx, client.id(), new Noted(text, audience, Ids.next()));
            return null;
        });
    }

    private String project(Client owner, String name) {
        return owner.post("/v1/projects", Map.of("name", name)).is(201).json().get("id").asString();
    }

    @Test
    void whatHappensArrivesInOrder() {
        var owner = house.register();
        try (var live = LiveClient.open(house, owner.token(), null)) {
            var from = live.message("welcome").get("seq").asLong();
            for (var i = 0; i < 50; i++) {
                note(owner, "n" + i, Audience.ORGANIZATION);
            }
            live.entry("\"n49\"");
            assertThat(live.seqs()).containsExactlyElementsOf(LongStream.rangeClosed(from + 1, from + 50).boxed().toList());
            var entry = live.entries.getFirst();
            assertThat(entry.propertyNames()).containsExactlyInAnyOrder("seq", "id", "at", "actorId", "type", "subjectType",
                    "subjectId", "audience", "data");
            assertThat(entry.get("data").get("text").asString()).isEqualTo("n0");
        }
    }

    @Test
    void comingBackMissesNothingWhileOthersWrite() {
        var owner = house.register();
        var all = new ArrayList<Long>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var live = LiveClient.open(house, owner.token(), null);
            var from = live.message("welcome").get("seq").asLong();
            for (var w = 0; w < 4; w++) {
                var writer = w;
                writers.submit(() -> {
                    for (var i = 0; i < 100; i++) {
                        note(owner, writer + "/" + i, Audience.ORGANIZATION);
                    }
                });
            }
            while (all.size() < 400) {
                var client = live;
                var soFar = all.size();
                Await.until("some news after " + soFar, () -> !client.entries.isEmpty());
                client.close();
                all.addAll(client.seqs());
                live = LiveClient.open(house, owner.token(), all.getLast());
            }
            live.close();
            assertThat(all).containsExactlyElementsOf(LongStream.rangeClosed(from + 1, from + 400).boxed().toList());
        }
    }

    @Test
    void tenantsHearNothingOfEachOther() {
        var ours = house.register();
        var theirs = house.register();
        try (var live = LiveClient.open(house, theirs.token(), 0L)) {
            note(ours, "our secret", Audience.ORGANIZATION);
            note(theirs, "their own", Audience.ORGANIZATION);
            live.entry("their own");
            assertThat(live.entries).noneMatch(e -> e.toString().contains("our secret"));
        }
    }

    @Test
    void aGuestHearsOfTheirProjectsOnly() {
        var owner = house.register();
        var guest = house.member(owner, Role.GUEST);
        var shown = project(owner, "Shown");
        var hidden = project(owner, "Hidden");
        try (var live = LiveClient.open(house, guest.token(), null)) {
            owner.post("/v1/projects/" + shown + "/tasks", Map.of("title", "before the guest")).is(201);
            owner.patch("/v1/projects/" + shown, Map.of("memberIds", List.of(guest.id()))).is(200);
            owner.post("/v1/projects/" + hidden + "/tasks", Map.of("title", "hidden task")).is(201);
            note(owner, "for the organization", Audience.ORGANIZATION);
            owner.post("/v1/projects/" + shown + "/tasks", Map.of("title", "shown task")).is(201);
            live.entry("shown task");
            assertThat(live.entries).noneMatch(e -> e.toString().contains("hidden task")
                    || e.toString().contains("for the organization") || e.toString().contains("before the guest"));
        }
    }

    @Test
    void whatIsForOnePersonReachesOnlyThem() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        try (var ours = LiveClient.open(house, owner.token(), null);
                var theirs = LiveClient.open(house, member.token(), null)) {
            note(owner, "just for you", Audience.person(member.id()));
            note(owner, "an audience of the future", "planet:earth");
            note(owner, "for all", Audience.ORGANIZATION);
            theirs.entry("just for you");
            ours.entry("for all");
            assertThat(ours.entries).noneMatch(e -> e.toString().contains("just for you"));
            theirs.entry("for all");
            assertThat(theirs.entries).noneMatch(e -> e.toString().contains("of the future"));
        }
    }

    @Test
    void whatIsForAdminsReachesThoseWhoLookAfterTheOrganization() {
        var owner = house.register();
        var admin = house.member(owner, Role.ADMIN);
        var member = house.member(owner, Role.MEMBER);
        try (var theirs = LiveClient.open(house, admin.token(), null); var ours = LiveClient.open(house, member.token(), null)) {
            note(owner, "for those who look after it", Audience.ADMINS);
            note(owner, "for all", Audience.ORGANIZATION);
            theirs.entry("for those who look after it");
            ours.entry("for all");
            assertThat(ours.entries).noneMatch(e -> e.toString().contains("look after it"));
        }
        for (var anyone : List.of(owner, admin, member)) {
            assertThat(anyone.get("/v1/activity").is(200).text()).contains("for all").doesNotContain("look after it");
        }
    }

    @Test
    void tooFarBehindStartsAfresh() {
        var owner = house.register();
        house.bean(Db.class).in(owner.organization(), tx -> {
            for (var i = 0; i < 5_001; i++) {
                house.bean(Journal.class).record(tx, owner.id(), new Noted("n" + i, null, Ids.next()));
            }
            return null;
        });
        try (var live = LiveClient.open(house, owner.token(), 0L)) {
            var head = live.message("reset").get("seq").asLong();
            note(owner, "after the reset", null);
            assertThat(live.entry("after the reset").get("seq").asLong()).isEqualTo(head + 1);
            assertThat(live.entries).hasSize(1);
        }
        try (var live = LiveClient.open(house, owner.token(), 10L)) {
            live.entry("after the reset");
            assertThat(live.entries).hasSizeGreaterThan(4_900);
        }
        try (var live = LiveClient.open(house, owner.token(), 1_000_000L)) {
            live.message("reset");
        }
    }

    @Test
    void withoutAGoodTokenItCloses() {
        var owner = house.register();
        try (var bad = LiveClient.silent(house, null); var mute = LiveClient.silent(house, null);
                var renewing = LiveClient.open(house, owner.token(), null)) {
            bad.hello("nonsense", null);
            bad.awaitClosed(4401);
            mute.awaitClosed(4401);
            renewing.say(Map.of("type", "token", "token", house.register().token()));
            renewing.awaitClosed(4401);
        }
    }

    @Test
    void aTokenThatRunsOutClosesUnlessRenewed() {
        var owner = house.register();
        var soon = ShortTokens.like(house, owner.token(), Duration.ofSeconds(3));
        try (var lazy = LiveClient.open(house, soon, null); var renewing = LiveClient.open(house, soon, null)) {
            renewing.say(Map.of("type", "token", "token", owner.token()));
            lazy.awaitClosed(4401);
            renewing.say(Map.of("type", "ping"));
            renewing.message("pong");
            assertThat(renewing.closedWith).isZero();
        }
        try (var late = LiveClient.silent(house, null)) {
            late.hello(soon, null);
            late.awaitClosed(4401);
        }
    }

    @Test
    void whoseRoleChangesComesBackAsWhatTheyAreNow() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        try (var live = LiveClient.open(house, member.token(), null)) {
            owner.patch("/v1/organizations/" + owner.organization() + "/members/" + member.id(), Map.of("role", "guest")).is(200);
            live.awaitClosed(4401);
        }
        try (var live = LiveClient.open(house, member.token(), null)) {
            note(owner, "for members", null);
            note(owner, "for you", Audience.person(member.id()));
            live.entry("for you");
            assertThat(live.entries).hasSize(1);
        }
        owner.delete("/v1/organizations/" + owner.organization() + "/members/" + member.id()).is(204);
        try (var live = LiveClient.silent(house, null)) {
            live.hello(member.token(), null);
            live.awaitClosed(4401);
        }
    }

    @Test
    void aSlowClientIsDroppedAndOthersAreNot() {
        var owner = house.register();
        try (var slow = LiveClient.open(house, owner.token(), null); var quick = LiveClient.open(house, owner.token(), null)) {
            slow.stopReading();
            var text = "x".repeat(500_000);
            for (var i = 0; i < 60; i++) {
                note(owner, "part " + i + " " + text, null);
                // The quick one keeps up; how quick that is the machine decides.
                var sofar = i + 1;
                Await.until("part " + i, () -> quick.entries.size() >= sofar);
            }
            note(owner, "the end", null);
            quick.entry("the end");
            assertThat(quick.closedWith).isZero();
            slow.readOn();
            // Who reads again in time is told why; who does not is cut off.
            Await.until("the slow one is dropped", () -> slow.closedWith == 1013 || slow.closedWith == LiveClient.BROKEN);
            assertThat(slow.entries).noneMatch(e -> e.toString().contains("the end"));
        }
    }

    @Test
    void whatIsNotTheProtocolIsRefused() {
        var owner = house.register();
        for (var message : List.of("no json", "[]", "{\"type\":\"shout\"}", "{\"type\":\"hello\",\"after\":\"soon\"}")) {
            try (var live = LiveClient.silent(house, null)) {
                live.say(message);
                live.awaitClosed(1008);
            }
        }
        try (var live = LiveClient.open(house, owner.token(), null)) {
            live.say("x".repeat(9_000));
            live.awaitClosed(1009);
        }
        assertThatThrownBy(() -> LiveClient.silent(house, "https://evil.example")).rootCause().hasMessageContaining("403");
        LiveClient.silent(house, house.url()).close();
    }
}
