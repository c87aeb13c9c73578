package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An owner handed the organization over; both as they are now. */
public record OrganizationTransferred(Organization organization, Member from, Member to) implements Event {

    public static final String TYPE = "organization.transferred";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "organization", organization.id(), Audience.ORGANIZATION);
    }
}
