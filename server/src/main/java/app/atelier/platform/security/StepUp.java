package app.atelier.platform.security;

import app.atelier.platform.web.Problem;
import org.springframework.beans.factory.ObjectProvider;

/** Asks for the proof again before what a stolen token must not do; the first line of such a use case. */
public final class StepUp {

    private final ObjectProvider<SessionFreshness> sessions;

    public StepUp(ObjectProvider<SessionFreshness> sessions) {
        this.sessions = sessions;
    }

    /**
     * @throws Problem.ReauthenticationRequired when the caller has not proven within ten minutes who they are
     * @throws Problem.Unavailable              when {@code auth} cannot be asked
     */
    public void require(Caller caller) {
        var asked = sessions.getIfAvailable();
        if (asked == null) {
            throw new Problem.Unavailable("This needs the service auth, which this process cannot ask.");
        }
        if (!asked.isFresh(caller.session())) {
            throw new Problem.ReauthenticationRequired();
        }
    }
}
