package app.atelier.collaboration.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.collaboration.sight.Sights;
import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.projects.ProjectAccess;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for presence, whether two people came to one instance or to two. */
abstract class PresenceContract {

    static final House HOUSE = House.all();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where the first of two people came to. */
    protected abstract Presences one();

    protected abstract Presences other();

    static Presences instance(Broadcast broadcast) {
        var presences = new Presences(HOUSE.bean(ProjectAccess.class), HOUSE.bean(Sights.class), broadcast, JSON,
                Duration.ofMillis(500));
        presences.start();
        return presences;
    }

    /** One open client, and whom it would show. */
    static final class Screen {

        private final Presences presences;
        final Visitor visitor;
        private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

        Screen(Presences presences, Client person, Role role) {
            this.presences = presences;
            var caller = new Caller(person.id(), person.organization(), role, Ids.next());
            this.visitor = new Visitor(() -> caller, m -> messages.add(JSON.readTree(m)));
        }

        Screen go(UUID project, UUID task, boolean editing) {
            presences.move(visitor, new Place(project, task, editing));
            return this;
        }

        Screen go(UUID project) {
            go(project, null, false);
            Await.until("the welcome to the project", () -> messages.stream().anyMatch(m -> m.get("type").asString().equals("presence")
                    && m.get("projectId").asString().equals(project.toString())));
            return this;
        }

        void leave() {
            presences.leave(visitor);
        }

        /** Person to where they are: {@code project/task/editing}. */
        Map<String, String> shows() {
            var shown = new HashMap<String, JsonNode>();
            for (var message : messages) {
                switch (message.get("type").asString()) {
                    case "presence" -> {
                        shown.clear();
                        message.get("people").forEach(p -> shown.put(p.get("connectionId").asString(), p));
                    }
                    case "present" -> shown.put(message.get("present").get("connectionId").asString(), message.get("present"));
                    default -> shown.remove(message.get("connectionId").asString());
                }
            }
            var people = new HashMap<String, String>();
            shown.values().forEach(p -> people.put(p.get("personId").asString(),
                    p.get("projectId").asString() + "/" + p.get("taskId").asString("") + "/" + p.get("editing").asBoolean()));
            return people;
        }

        void awaits(Client person, String place) {
            Await.until(person.id() + " at " + place, () -> place.equals(shows().get(person.id().toString())));
        }

        void awaitsAbsence(Client person) {
            Await.until(person.id() + " gone", () -> !shows().containsKey(person.id().toString()));
        }
    }

    private static UUID project(Client owner) {
        return UUID.fromString(owner.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString());
    }

    private static UUID task(Client owner, UUID project) {
        return UUID.fromString(owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "A task")).is(201).json().get("id").asString());
    }

    @Test
    void whoIsAlreadyThereAndWhoComesSeeEachOther() {
        var ada = HOUSE.register();
        var ben = HOUSE.member(ada, Role.MEMBER);
        var project = project(ada);
        var adas = new Screen(one(), ada, Role.OWNER).go(project);
        var bens = new Screen(other(), ben, Role.MEMBER).go(project);
        adas.awaits(ben, project + "//false");
        bens.awaits(ada, project + "//false");
        assertThat(adas.shows()).doesNotContainKey(ada.id().toString());
        adas.leave();
        bens.leave();
    }

    @Test
    void aMoveAndALeaveAreTold() {
        var ada = HOUSE.register();
        var ben = HOUSE.member(ada, Role.MEMBER);
        var project = project(ada);
        var task = task(ada, project);
        var elsewhere = project(ada);
        var adas = new Screen(one(), ada, Role.OWNER).go(project);
        var bens = new Screen(other(), ben, Role.MEMBER).go(project);
        bens.go(project, task, true);
        adas.awaits(ben, project + "/" + task + "/true");
        bens.go(project, task(ada, elsewhere), false);
        adas.awaits(ben, project + "//false");
        bens.go(elsewhere);
        adas.awaitsAbsence(ben);
        assertThat(bens.shows()).isEmpty();
        bens.go(project);
        adas.awaits(ben, project + "//false");
        bens.leave();
        adas.awaitsAbsence(ben);
        adas.leave();
    }

    @Test
    void aGuestIsSeenAndSeesOnlyWhereTheyBelong() {
        var ada = HOUSE.register();
        var guest = HOUSE.member(ada, Role.GUEST);
        var shown = project(ada);
        var hidden = project(ada);
        ada.patch("/v1/projects/" + shown, Map.of("memberIds", List.of(guest.id()))).is(200);
        var inHidden = new Screen(one(), ada, Role.OWNER).go(hidden);
        var inShown = new Screen(one(), ada, Role.OWNER).go(shown);
        var guests = new Screen(other(), guest, Role.GUEST).go(hidden, null, false);
        guests.go(shown);
        guests.awaits(ada, shown + "//false");
        inShown.awaits(guest, shown + "//false");
        assertThat(inHidden.shows()).isEmpty();
        assertThat(guests.messages).noneMatch(m -> m.toString().contains(hidden.toString()));

        ada.patch("/v1/projects/" + shown, Map.of("memberIds", List.of())).is(200);
        inShown.awaitsAbsence(guest);
        var heard = guests.messages.size();
        inShown.go(shown, null, true);
        inShown.leave();
        inHidden.leave();
        assertThat(guests.messages).hasSize(heard);
        guests.leave();
    }

    @Test
    void tenantsHearNothingOfEachOther() {
        var ada = HOUSE.register();
        var stranger = HOUSE.register();
        var project = project(ada);
        var adas = new Screen(one(), ada, Role.OWNER).go(project);
        var theirs = new Screen(other(), stranger, Role.OWNER).go(project, null, false).go(project(stranger));
        assertThat(adas.shows()).isEmpty();
        assertThat(theirs.shows()).isEmpty();
        adas.leave();
        theirs.leave();
    }
}
