package app.atelier.notifications.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.notifications.mail.Letter;
import app.atelier.notifications.mail.Mail;
import app.atelier.notifications.mail.MailQueue;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Address;
import app.atelier.users.EmailChanged;
import app.atelier.users.EmailConfirmationRequested;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Mails what concerns signing in, whatever anybody prefers: links that only the owner of an address may have, and news
 * of changes that, if they were not theirs, they must hear of.
 */
@Component
class SecurityFollower implements Follower {

    /** News read late, as after a restore, mails nobody. */
    private static final Duration NEWS = Duration.ofDays(1);
    private static final String RESET = "password.reset_requested";
    private static final String SETTINGS = "/settings/security";

    private final MailQueue mails;
    private final UserAccess users;
    private final SecretBox box;
    private final Address address;

    SecurityFollower(MailQueue mails, UserAccess users, SecretBox box, Address address) {
        this.mails = mails;
        this.users = users;
        this.box = box;
        this.address = address;
    }

    @Override
    public String name() {
        return "security";
    }

    @Override
    public String service() {
        return "notifications";
    }

    @Override
    public Set<String> types() {
        return Set.of(RESET, EmailConfirmationRequested.TYPE, EmailChanged.TYPE, "password.changed", "totp.enabled", "totp.disabled",
                "recovery.code_used", "passkey.added", "passkey.removed");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        if (entry.at().isBefore(Instant.now().minus(NEWS))) {
            return;
        }
        var mail = mail(entry);
        if (mail != null) {
            mails.add(tx, mail);
        }
    }

    private @Nullable Mail mail(JournalEntry entry) {
        return switch (entry.type()) {
            case RESET -> expired(entry) ? null : Letter.write(Ids.next(), text(entry, "email"), "Set a new password for Atelier",
                    "Set a new password", "Somebody asked for a new password for this address. The link is good for one hour, and once.",
                    "Set a new password", link(entry, "auth.password_reset/" + entry.subjectId()),
                    "If it was not you, do nothing: your password stays as it is.");
            case EmailConfirmationRequested.TYPE -> expired(entry) ? null : Letter.write(Ids.next(), text(entry, "email"),
                    "Confirm your e-mail address", "Confirm your e-mail address", "The link is good for one day, and once.",
                    "Confirm this address", link(entry, EmailConfirmationRequested.context(entry.subjectId())),
                    "If you know nothing of it, do nothing: somebody mistyped their address.");
            case EmailChanged.TYPE -> news(entry.data().path("before").path("email").asString(""),
                    "Your e-mail address was changed", "Mails of Atelier go to "
                            + entry.data().path("after").path("email").asString("") + " from now on, and you sign in with that address.");
            case "password.changed" -> news(text(entry, "email"), "Your password was changed",
                    "All other devices have been signed out.");
            case "totp.enabled" -> news(entry, "An authenticator app was set up",
                    "From now on signing in with your password takes a code of it, too.");
            case "totp.disabled" -> news(entry, "Your authenticator app was turned off", "Your password alone lets you in again.");
            case "recovery.code_used" -> news(entry, "A recovery code was used",
                    "You have " + entry.data().path("left").asInt() + " left. Make new ones in time.");
            case "passkey.added" -> news(entry, "A passkey was added: " + text(entry, "name"), "It lets you in without a password.");
            default -> news(entry, "A passkey was removed: " + text(entry, "name"), "It lets nobody in any more.");
        };
    }

    private @Nullable Mail news(JournalEntry entry, String title, String body) {
        // Only people change this, each for themselves.
        UUID person = entry.actorId();
        return person == null ? null : users.person(person).map(Person::email).map(to -> news(to, title, body)).orElse(null);
    }

    private Mail news(String to, String title, String body) {
        return Letter.write(Ids.next(), to, title, title, body, "See your security settings", address.link(SETTINGS),
                "If it was not you, set a new password at once, and tell whoever looks after your organization.");
    }

    private String link(JournalEntry entry, String context) {
        return box.openText(text(entry, "sealedLink"), context);
    }

    private static boolean expired(JournalEntry entry) {
        return Instant.parse(text(entry, "expiresAt")).isBefore(Instant.now());
    }

    private static String text(JournalEntry entry, String field) {
        return entry.data().path(field).asString("");
    }
}
