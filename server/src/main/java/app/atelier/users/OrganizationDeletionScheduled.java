package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Closings;

/** An owner wants the organization deleted: it is closed now and erased at its {@code eraseAt}. */
public record OrganizationDeletionScheduled(Organization organization) implements Event {

    public static final String TYPE = Closings.CLOSED;

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "organization", organization.id(), Audience.ORGANIZATION);
    }
}
