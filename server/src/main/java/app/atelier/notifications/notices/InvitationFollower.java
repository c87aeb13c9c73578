package app.atelier.notifications.notices;

import java.time.Instant;
import java.util.Set;

import app.atelier.notifications.mail.Letter;
import app.atelier.notifications.mail.MailQueue;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.users.PersonInvited;
import org.springframework.stereotype.Component;

/** Mails invitations, whatever anybody prefers: without the mail nobody could accept. */
@Component
class InvitationFollower implements Follower {

    private final MailQueue mails;
    private final SecretBox box;

    InvitationFollower(MailQueue mails, SecretBox box) {
        this.mails = mails;
        this.box = box;
    }

    @Override
    public String name() {
        return "invitations";
    }

    @Override
    public String service() {
        return "notifications";
    }

    @Override
    public Set<String> types() {
        return Set.of(PersonInvited.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var data = entry.data();
        if (Instant.parse(data.get("expiresAt").asString()).isBefore(Instant.now())) {
            return;
        }
        var who = data.get("invitedByName").asString();
        var organization = data.get("organizationName").asString();
        mails.add(tx, Letter.write(Ids.next(), data.get("email").asString(), who + " invites you to " + organization,
                "Join " + organization + " on Atelier", who + " invites you to work with " + organization
                        + " as " + data.get("role").asString() + ". The invitation is good for seven days.",
                "Accept the invitation", box.openText(data.get("sealedLink").asString(), PersonInvited.context(entry.subjectId())),
                "You get this because somebody entered your address. If you know nothing of it, do nothing."));
    }
}
