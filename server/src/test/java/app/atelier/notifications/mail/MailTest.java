package app.atelier.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Role;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mail over a real SMTP server, and what happens when it does not take it. */
class MailTest {

    private static final GreenMail SMTP = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static House house;

    @BeforeAll
    static void start() {
        SMTP.setUser("atelier", "secret");
        SMTP.start();
        house = House.only("users,auth,projects,notifications,gateway", Map.of(
                "atelier.mail.host", "127.0.0.1", "atelier.mail.port", String.valueOf(SMTP.getSmtp().getPort()),
                "atelier.mail.username", "atelier", "atelier.mail.password", "secret",
                "atelier.mail.from", "Atelier <atelier@house.example>"));
    }

    @AfterAll
    static void stop() {
        house.close();
        SMTP.stop();
    }

    @Test
    void mailGoesOutOverSmtp() throws Exception {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var to = member.profile().get("email").asString();
        var message = Await.value("the invitation", () -> List.of(SMTP.getReceivedMessages()).stream()
                .filter(m -> GreenMailUtil.getAddressList(allRecipients(m)).contains(to)).findFirst().orElse(null));
        assertThat(message.getSubject()).startsWith("Test Person invites you to");
        assertThat(message.getFrom()[0].toString()).isEqualTo("Atelier <atelier@house.example>");
        assertThat(message.getMessageID()).matches("<[0-9a-f-]{36}@house\\.example>");
        assertThat(GreenMailUtil.getWholeMessage(message)).contains("multipart/alternative", "text/plain", "text/html", "/join#");
    }

    private static jakarta.mail.Address[] allRecipients(jakarta.mail.internet.MimeMessage message) {
        try {
            return message.getAllRecipients();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void withAServerThereIsNoOutbox() {
        house.stranger().get("/dev/outbox").is(404);
        house.stranger().get("/dev/outbox.json").is(404);
    }

    /** Takes mail, or not, as a test wants; stands beside the port it fakes. */
    private static final class FakeTransport implements MailTransport {

        private final List<Mail> tried = new ArrayList<>();
        private Exception failure;

        @Override
        public void send(Mail mail) throws Refused, Unavailable {
            // Whoever registers gets mail of their own.
            if (mail.subject().equals("s")) {
                tried.add(mail);
            }
            switch (failure) {
                case Refused refused -> throw refused;
                case Unavailable unavailable -> throw unavailable;
                case null, default -> {
                }
            }
        }
    }

    private static final Duration AT_ONCE = Duration.ZERO;

    private final DeliveryStore store = house.bean(DeliveryStore.class);
    private final Db db = house.bean(Db.class);

    private MailQueue queue(FakeTransport transport) {
        house.bean(MailQueue.class).stop();
        return new MailQueue(db, store, transport, List.of(AT_ONCE, AT_ONCE, AT_ONCE, AT_ONCE));
    }

    private String add(MailQueue queue, Client owner, String to) {
        var id = Ids.next();
        db.in(owner.organization(), tx -> {
            queue.add(tx, new Mail(id, to, "s", "t", "h"));
            return null;
        });
        return id.toString();
    }

    private int count(Client owner, String to, String state) {
        return db.in(owner.organization(), tx -> store.count(tx, to, state));
    }

    private void restart() {
        house.bean(MailQueue.class).start();
    }

    @Test
    void anAddressThatAlwaysRefusesIsLeftAlone() {
        var owner = house.register();
        var transport = new FakeTransport();
        var queue = queue(transport);
        try {
            transport.failure = new MailTransport.Refused("550 no such mailbox", new RuntimeException());
            add(queue, owner, "gone@example.org");
            for (var i = 0; i < 10; i++) {
                queue.sendDue();
            }
            assertThat(transport.tried).hasSize(5).extracting(Mail::id).containsOnly(transport.tried.getFirst().id());
            assertThat(count(owner, "gone@example.org", "suppressed")).isEqualTo(1);

            add(queue, owner, "gone@example.org");
            queue.sendDue();
            assertThat(transport.tried).hasSize(5);
            assertThat(count(owner, "gone@example.org", "suppressed")).isEqualTo(2);
        } finally {
            restart();
        }
    }

    @Test
    void aServerThatIsAwaySuppressesNobody() {
        var owner = house.register();
        var transport = new FakeTransport();
        var queue = queue(transport);
        try {
            transport.failure = new MailTransport.Unavailable("connection refused", new RuntimeException());
            add(queue, owner, "here@example.org");
            queue.sendDue();
            queue.sendDue();
            transport.failure = null;
            queue.sendDue();
            queue.sendDue();
            assertThat(transport.tried).hasSize(3);
            assertThat(count(owner, "here@example.org", "sent")).isEqualTo(1);

            transport.failure = new MailTransport.Unavailable("connection refused", new RuntimeException());
            add(queue, owner, "here@example.org");
            for (var i = 0; i < 10; i++) {
                queue.sendDue();
            }
            assertThat(count(owner, "here@example.org", "failed")).isEqualTo(1);
            transport.failure = null;
            add(queue, owner, "here@example.org");
            queue.sendDue();
            assertThat(count(owner, "here@example.org", "sent")).isEqualTo(2);
        } finally {
            restart();
        }
    }

    @Test
    void aRealServerThatIsAwayIsNoFaultOfTheAddress() {
        var away = new SmtpTransport(new MailProperties("127.0.0.1", 1, null, null, "a@example.org"));
        assertThatThrownBy(() -> away.send(new Mail(Ids.next(), "b@example.org", "s", "t", "h"))).isInstanceOf(MailTransport.Unavailable.class);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new MailProperties("mail.example.org", 587, null, null, null)).hasMessageContaining("ATELIER_MAIL_FROM");
        assertThatThrownBy(() -> new MailProperties("mail.example.org", 587, null, null, "nobody")).hasMessageContaining("ATELIER_MAIL_FROM");
        assertThatThrownBy(() -> new MailProperties(null, 0, null, null, null)).hasMessageContaining("ATELIER_MAIL_PORT");
        assertThatThrownBy(() -> new MailProperties("mail.example.org", 587, "me", null, "a@example.org")).hasMessageContaining("ATELIER_MAIL_PASSWORD");
        assertThat(new MailProperties(null, 587, null, null, null).captures()).isTrue();
        assertThat(new MailProperties("h", 587, "me", "secret", "a@example.org").toString()).doesNotContain("secret");
    }
}
