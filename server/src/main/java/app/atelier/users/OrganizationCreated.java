package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An organization exists; the first entry of its journal. */
public record OrganizationCreated(Organization organization) implements Event {

    public static final String TYPE = "organization.created";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "organization", organization.id(), Audience.ORGANIZATION);
    }
}
