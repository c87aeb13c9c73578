package app.atelier.notifications.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.StringJoiner;

import app.atelier.notifications.mail.Letter;
import app.atelier.notifications.mail.MailQueue;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Address;
import app.atelier.users.Organization;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Confirms an order to its customer by mail, with the link that shows how it goes on. */
@Component
class CustomerFollower implements Follower {

    /** Orders read late, as those of a demonstration, mail nobody. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final MailQueue mails;
    private final UserAccess users;
    private final Address address;
    private final SecretBox box;

    CustomerFollower(MailQueue mails, UserAccess users, Address address, SecretBox box) {
        this.mails = mails;
        this.users = users;
        this.address = address;
        this.box = box;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public String service() {
        return "notifications";
    }

    @Override
    public Set<String> types() {
        return Set.of("order.placed");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var sealed = entry.data().path("sealedSecret").asString("");
        if (sealed.isEmpty() || entry.at().isBefore(Instant.now().minus(NEWS))) {
            return;
        }
        var order = entry.data().path("order");
        var shop = users.organization(tx.organization()).map(Organization::name).orElse("our shop");
        var number = order.path("number").asString("");
        var secret = box.openText(sealed, "orders.secret/" + entry.subjectId());
        mails.add(tx, Letter.write(Ids.next(), order.path("customer").path("email").asString(),
                "Your order " + number + " at " + shop, "Thank you for your order " + number, content(order),
                "See your order", address.link("/order/" + entry.subjectId() + "#" + secret),
                "You get this because this address was given with an order at " + shop
                        + ". Whoever has the link can see the order."));
    }

    private static String content(JsonNode order) {
        var lines = new StringJoiner("\n");
        for (var line : order.path("lines")) {
            lines.add(line.path("quantity").asInt() + " × " + line.path("name").asString("") + ": "
                    + Tellings.money(line.path("total")));
        }
        return lines.add("").add("Total: " + Tellings.money(order.path("total"))).toString();
    }
}
