package app.atelier.auth;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/**
 * A person can sign in at an identity provider from now on, or no longer.
 *
 * @param provider a name such as {@code google}, or the id of a connection
 * @param linked   false: no longer
 */
public record IdentityLinked(UUID personId, String provider, String issuer, boolean linked) implements Event {

    public static final String TYPE = "identity.linked";
    public static final String UNLINKED = "identity.unlinked";

    @Override
    public Envelope envelope() {
        return new Envelope(linked ? TYPE : UNLINKED, "person", personId, Audience.person(personId));
    }
}
