package app.atelier.auth.clients;

import java.util.Set;

import app.atelier.auth.tokens.ApiTokens;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.MemberLeft;
import org.springframework.stereotype.Component;

/** What acts for somebody ends when they leave: tokens and grants do not wait for them to come back. */
@Component
class LeaverFollower implements Follower {

    private final ApiTokens tokens;
    private final Grants grants;

    LeaverFollower(ApiTokens tokens, Grants grants) {
        this.tokens = tokens;
        this.grants = grants;
    }

    @Override
    public String name() {
        return "machines-of-leavers";
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
        // By when it happened, not by now: who came back meanwhile may have made new ones.
        tokens.endOf(tx, entry.subjectId(), entry.at());
        grants.endOf(tx, entry.subjectId(), entry.at());
    }
}
