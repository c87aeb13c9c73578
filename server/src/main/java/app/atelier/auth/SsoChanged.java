package app.atelier.auth;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * How an organization's people sign in by their own identity provider has changed. Only admins may see the entry.
 *
 * @param before null: the connection is new
 * @param after  null: it is gone
 */
public record SsoChanged(UUID connectionId, @Nullable Settings before, @Nullable Settings after) implements Event {

    public static final String TYPE = "sso.changed";

    /**
     * A connection, without its secret.
     *
     * @param domains       those that are approved are marked with a plus
     * @param secretChanged whether the client secret is another than before
     */
    public record Settings(String name, String issuer, String clientId, List<String> domains, String mode, boolean provision,
            Role defaultRole, boolean secretChanged, boolean proven) {
    }

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "connection", connectionId, Audience.ADMINS);
    }
}
