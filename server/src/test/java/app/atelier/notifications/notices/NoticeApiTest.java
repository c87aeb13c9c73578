package app.atelier.notifications.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.notifications.mail.CapturedMail;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoticeApiTest {

    private final House house = House.all();

    private String project(Client owner) {
        return owner.post("/v1/projects", Map.of("name", "Notices")).is(201).json().get("id").asString();
    }

    private String task(Client owner, String project, UUID... assignees) {
        return owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Do it", "assigneeIds", List.of(assignees)))
                .is(201).json().get("id").asString();
    }

    private JsonNode notices(Client who, int atLeast) {
        return Await.until(() -> who.get("/v1/notifications").is(200).json().get("items"), items -> items.size() >= atLeast);
    }

    private List<CapturedMail.Message> mails(Client to, int atLeast) {
        return Await.until(() -> house.bean(CapturedMail.class).newest().stream()
                .filter(m -> m.to().equals(to.profile().get("email").asString()))
                // Whoever registers is asked to confirm the address.
                .filter(m -> !m.subject().startsWith("Confirm")).toList(), m -> m.size() >= atLeast);
    }

    @Test
    void whoIsAssignedIsToldAndWhoAssignsIsNot() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var project = project(owner);
        var task = task(owner, project, owner.id(), member.id());

        var notice = notices(member, 1).get(0);
        assertThat(notice.get("type").asString()).isEqualTo("assigned");
        assertThat(notice.get("title").asString()).startsWith("Test Person assigned ");
        assertThat(notice.get("body").asString()).isEqualTo("Do it");
        assertThat(notice.get("link").asString()).isEqualTo("/projects/" + project + "/tasks/" + task);
        assertThat(notice.get("actorId").asString()).isEqualTo(owner.id().toString());

        // One is the invitation.
        var mail = mails(member, 2).getFirst();
        assertThat(mail.subject()).contains("assigned").contains("Do it");
        assertThat(mail.text()).contains(house.url() + "/projects/" + project + "/tasks/" + task);
        assertThat(mail.html()).contains("Open in Atelier");

        member.patch("/v1/tasks/" + task, Map.of("assigneeIds", List.of(member.id()))).is(200);
        owner.patch("/v1/tasks/" + task, Map.of("title", "Other")).is(200);
        member.patch("/v1/tasks/" + task, Map.of("assigneeIds", List.of(member.id(), owner.id()))).is(200);
        assertThat(notices(owner, 1)).hasSize(1);
        assertThat(notices(member, 1)).hasSize(1);
    }

    @Test
    void talkReachesAssigneesAndWhoIsMentionedOnce() {
        var owner = house.register();
        var assignee = house.member(owner, Role.MEMBER);
        var called = house.member(owner, Role.MEMBER);
        var outsider = house.member(owner, Role.GUEST);
        var task = task(owner, project(owner), assignee.id(), called.id());
        notices(assignee, 1);
        var name = called.profile().get("username").asString();
        var guest = outsider.profile().get("username").asString();
        owner.post("/v1/comments", Map.of("taskId", task, "body", "Look @" + name + " and @" + guest + " <b>now</b>")).is(201);

        assertThat(notices(assignee, 2).get(0).get("type").asString()).isEqualTo("commented");
        assertThat(notices(called, 2)).hasSize(2);
        assertThat(notices(called, 2).get(0).get("type").asString()).isEqualTo("mentioned");
        assertThat(notices(called, 2).get(0).get("body").asString()).contains("<b>now</b>");
        assertThat(mails(called, 3).getFirst().html()).contains("&lt;b&gt;now&lt;/b&gt;").doesNotContain("<b>now");
        assertThat(outsider.get("/v1/notifications/count").is(200).json().get("unread").asInt()).isZero();
    }

    @Test
    void noticesAreReadOneByOneAndAllAtOnceByTheirPersonOnly() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var project = project(owner);
        for (var i = 0; i < 3; i++) {
            task(owner, project, member.id());
        }
        var items = notices(member, 3);
        assertThat(member.get("/v1/notifications/count").is(200).json().get("unread").asInt()).isEqualTo(3);
        var id = items.get(1).get("id").asString();
        owner.post("/v1/notifications/" + id + "/read", "").problem(404, "not-found");
        member.post("/v1/notifications/" + id + "/read", "").is(204);
        member.post("/v1/notifications/" + id + "/read", "").is(204);
        assertThat(member.get("/v1/notifications?unread=true").is(200).json().get("items")).hasSize(2);

        var page = member.get("/v1/notifications?limit=2").is(200).json();
        assertThat(member.get("/v1/notifications?limit=2&cursor=" + page.get("next").asString()).is(200).json().get("items")).hasSize(1);

        member.post("/v1/notifications/read-all", "").is(204);
        assertThat(member.get("/v1/notifications/count").is(200).json().get("unread").asInt()).isZero();
        assertThat(owner.get("/v1/notifications").is(200).json().get("items")).isEmpty();
        house.stranger().get("/v1/notifications").problem(401, "unauthenticated");
    }

    @Test
    void whatIsNotWantedIsNotTold() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var project = project(owner);
        var both = Map.of("inApp", true, "email", true);
        var wanted = new HashMap<String, Object>(Map.of("commented", both, "mentioned", both, "order_paid", both, "project_created", both, "webhook_disabled", both,
                "assigned", Map.of("inApp", false, "email", false)));
        assertThat(member.get("/v1/notifications/preferences").is(200).json().get("assigned").get("email").asBoolean()).isTrue();
        var said = member.put("/v1/notifications/preferences", wanted).is(200).json();
        assertThat(said.get("assigned").get("inApp").asBoolean()).isFalse();
        assertThat(said.get("order_paid").get("email").asBoolean()).isTrue();

        var task = task(owner, project, member.id());
        owner.post("/v1/comments", Map.of("taskId", task, "body", "told")).is(201);
        assertThat(notices(member, 1)).hasSize(1);
        assertThat(notices(member, 1).get(0).get("type").asString()).isEqualTo("commented");

        wanted.remove("mentioned");
        assertThat(member.put("/v1/notifications/preferences", wanted).problem(422, "validation-failed")).containsOnlyKeys("mentioned");
    }

    record Told(@JsonIgnore String type, @JsonIgnore String subjectType, @JsonIgnore UUID subjectId,
            @JsonAnyGetter Map<String, Object> content) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope(type, subjectType, subjectId, Audience.ORGANIZATION);
        }
    }

    private void tell(Client owner, Instant at, Told event) {
        house.bean(Db.class).in(owner.organization(), tx -> {
            house.bean(Journal.class).record(tx, null, at, event);
            return null;
        });
    }

    @Test
    void ordersConcernOwnersAndAdmins() {
        var owner = house.register();
        var admin = house.member(owner, Role.ADMIN);
        var member = house.member(owner, Role.MEMBER);
        var order = Ids.next();
        var project = UUID.fromString(owner.post("/v1/projects", Map.of("name", "Kraft")).is(201).json().get("id").asString());
        tell(owner, null, new Told("order.paid", "order", order, Map.of("order", Map.of("number", "A-1001",
                "customer", Map.of("name", "Ines Kraft"), "total", Map.of("amount", 249_000, "currency", "EUR")))));
        tell(owner, null, new Told("project.created", "project", project, Map.of("project", Map.of("name", "Kraft", "origin",
                Map.of("orderNumber", "A-1001", "customerName", "Ines Kraft")))));
        for (var leader : List.of(owner, admin)) {
            var notices = notices(leader, 2);
            assertThat(notices.get(1).get("title").asString()).isEqualTo("Order A-1001 is paid: EUR 2490.00");
            assertThat(notices.get(1).get("link").asString()).isEqualTo("/orders/" + order);
            assertThat(notices.get(0).get("type").asString()).isEqualTo("project_created");
            assertThat(notices.get(0).get("link").asString()).isEqualTo("/projects/" + project);
        }
        assertThat(member.get("/v1/notifications").is(200).json().get("items")).isEmpty();
    }

    @Test
    void historyMailsNobody() {
        var owner = house.register();
        var paid = Map.<String, Object>of("order", Map.of("number", "A-1", "customer", Map.of("name", "Old"),
                "total", Map.of("amount", 5, "currency", "JPY")));
        tell(owner, Instant.now().minus(Duration.ofDays(2)), new Told("order.paid", "order", Ids.next(), paid));
        tell(owner, Instant.now().minus(Duration.ofDays(8)), new Told("order.paid", "order", Ids.next(), paid));
        tell(owner, null, new Told("order.paid", "order", Ids.next(), paid));
        var notices = notices(owner, 3);
        assertThat(notices.get(0).get("title").asString()).endsWith("JPY 5");
        assertThat(owner.get("/v1/notifications/count").is(200).json().get("unread").asInt()).isEqualTo(2);
        assertThat(mails(owner, 1)).hasSize(1);
    }

    @Test
    void invitationsAreMailed() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var mail = mails(member, 1).getFirst();
        assertThat(mail.subject()).isEqualTo("Test Person invites you to " + owner.profile().get("organizationName").asString());
        assertThat(mail.text()).contains("/join#");
    }
}
