package app.atelier.notifications.mail;

import static app.schema.notifications.Tables.CAPTURED;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.SecretBox;
import org.springframework.stereotype.Component;

/** Mail that stays here, because no server is configured: the newest 500. */
@Component
public class CapturedMail implements MailTransport {

    private static final int KEPT = 500;

    private final Db db;
    private final SealedText sealed;

    CapturedMail(Db db, SecretBox box) {
        this.db = db;
        this.sealed = new SealedText(box, "notifications.captured/");
    }

    @Override
    public void send(Mail mail) {
        db.shared(tx -> {
            tx.sql().insertInto(CAPTURED)
                    .set(CAPTURED.ID, mail.id())
                    .set(CAPTURED.CHANNEL, "email")
                    .set(CAPTURED.ADDRESS, mail.to())
                    .set(CAPTURED.SUBJECT, mail.subject())
                    .set(CAPTURED.TEXT, sealed.seal(mail.id(), mail.text()))
                    .set(CAPTURED.HTML, sealed.seal(mail.id(), mail.html()))
                    .onConflictDoNothing().execute();
            tx.sql().deleteFrom(CAPTURED).where(CAPTURED.ID.in(tx.sql().select(CAPTURED.ID).from(CAPTURED)
                    .orderBy(CAPTURED.AT.desc(), CAPTURED.ID).offset(KEPT))).execute();
            return null;
        });
    }

    /** A captured message as it would have gone out. */
    public record Message(UUID id, String channel, String to, String subject, String text, String html, Instant at) {
    }

    /** Newest first. */
    public List<Message> newest() {
        return db.shared(tx -> tx.sql().selectFrom(CAPTURED).orderBy(CAPTURED.AT.desc(), CAPTURED.ID).limit(KEPT)
                .fetch(row -> new Message(row.getId(), row.getChannel(), row.getAddress(), row.getSubject(),
                        sealed.open(row.getId(), row.getText()), sealed.open(row.getId(), row.getHtml()), row.getAt())));
    }
}
