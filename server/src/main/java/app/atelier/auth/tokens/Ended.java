package app.atelier.auth.tokens;

import java.util.Collection;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.springframework.stereotype.Component;

/** Tells every process which tokens and grants are dead before their access tokens expire. */
@Component
public class Ended {

    /** @param sessions ids that callers carry as their session */
    public void mark(Tx tx, Collection<UUID> sessions) {
    }
}
