package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** An organization got another name. */
public record OrganizationChanged(Organization before, Organization after) implements Event {

    public static final String TYPE = "organization.changed";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("organization", after.id());
    }

    @Override
    public @Nullable String audience() {
        return Audience.ORGANIZATION;
    }
}
