package app.atelier.auth.sessions;

import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.MemberLeft;
import org.springframework.stereotype.Component;

/** Who no longer belongs to an organization is signed out of it, everywhere, within seconds. */
@Component
class MembershipFollower implements Follower {

    private final Endings endings;

    MembershipFollower(Endings endings) {
        this.endings = endings;
    }

    @Override
    public String name() {
        return "memberships";
    }

    @Override
    public String service() {
        return "auth";
    }

    @Override
    public Set<String> types() {
        return Set.of(MemberLeft.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        // By when it happened, not by now: who came back meanwhile has sessions and tokens of their new time.
        endings.endMembership(tx, entry.subjectId(), entry.at(), "no longer a member");
    }
}
