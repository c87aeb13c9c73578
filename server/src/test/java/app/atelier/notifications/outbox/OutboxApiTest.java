package app.atelier.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class OutboxApiTest {

    private final House house = House.all();

    @Test
    void capturedMailIsShownToThisMachineOnly() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var to = member.profile().get("email").asString();
        var stranger = house.stranger();

        var page = Await.until(() -> stranger.get("/dev/outbox").is(200), p -> p.text().contains(to));
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<a href=\"" + house.url() + "/join#").doesNotContain("<style", "<script");
        assertThat(stranger.get("/dev/outbox.css").is(200).header("Content-Type")).startsWith("text/css");
        var items = stranger.get("/dev/outbox.json").is(200).json().get("items");
        assertThat(items.get(0).propertyNames()).containsExactlyInAnyOrder("id", "channel", "to", "subject", "text", "html", "at");

        stranger.get("/dev/outbox", "X-Forwarded-For", "203.0.113.7").is(404);
        stranger.get("/dev/outbox.json", "Forwarded", "for=203.0.113.7").is(404);
    }
}
