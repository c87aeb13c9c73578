package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An organization got another name. */
public record OrganizationChanged(Organization before, Organization after) implements Event {

    public static final String TYPE = "organization.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "organization", after.id(), Audience.ORGANIZATION);
    }
}
