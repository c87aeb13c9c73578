package app.atelier.notifications.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.notifications.mail.CapturedMail;
import app.atelier.orders.Buying;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.Test;

class CustomerMailTest {

    private final Buying buying = new Buying();
    private final House house = buying.house;
    private final Client seller = buying.seller;

    @Test
    void anOrderIsConfirmedWithTheLinkThatShowsIt() {
        var product = buying.goods("Sail needle", 5);
        var email = UUID.randomUUID() + "@example.org";
        var cart = buying.cart(product, 2, "test");
        cart.put("customer", Map.of("name", "Ada <b>Lovelace</b>", "email", email));
        var placed = house.stranger().post("/v1/orders/checkout", cart).is(201).json();

        var mail = Await.until(() -> house.bean(CapturedMail.class).newest().stream()
                .filter(m -> m.to().equals(email)).toList(), m -> !m.isEmpty()).getFirst();
        assertThat(mail.subject()).isEqualTo("Your order " + placed.get("number").asString() + " at "
                + seller.profile().get("organizationName").asString());
        assertThat(mail.text()).contains("2 × Sail needle: EUR 25.00").contains("Total: EUR 25.00");
        var link = house.url() + "/order/" + placed.get("orderId").asString() + "#";
        assertThat(mail.text()).contains(link);
        var secret = mail.text().split(java.util.regex.Pattern.quote(link))[1].lines().findFirst().orElseThrow();
        var seen = house.stranger().get("/v1/orders/status/" + placed.get("orderId").asString() + "?secret=" + secret).is(200).json();
        assertThat(seen.get("number").asString()).isEqualTo(placed.get("number").asString());

        var told = house.bean(Db.class).in(seller.organization(), tx -> house.bean(JournalReader.class)
                .after(tx, 0, Set.of("order.placed"), 10)).toString();
        assertThat(told).contains("sealedSecret").doesNotContain(secret);
    }
}
