package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** An organization exists; the first entry of its journal. */
public record OrganizationCreated(Organization organization) implements Event {

    public static final String TYPE = "organization.created";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("organization", organization.id());
    }

    @Override
    public @Nullable String audience() {
        return Audience.ORGANIZATION;
    }
}
