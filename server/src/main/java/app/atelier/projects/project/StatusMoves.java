package app.atelier.projects.project;

import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;

/** What happens to tasks when their status changes its meaning or goes away. Tasks provide it. */
public interface StatusMoves {

    /** The status means something else now: its tasks become complete, or open again. */
    void recategorize(Tx tx, Caller caller, UUID project, Status status);

    /** Puts every task of one status into another, the trash included. */
    void moveAll(Tx tx, Caller caller, UUID project, UUID from, Status to);
}
