package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Closings;

/** The organization is not to be deleted after all and open again. */
public record OrganizationDeletionCancelled(Organization organization) implements Event {

    public static final String TYPE = Closings.OPENED;

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "organization", organization.id(), Audience.ORGANIZATION);
    }
}
