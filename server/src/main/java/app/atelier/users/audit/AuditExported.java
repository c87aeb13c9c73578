package app.atelier.users.audit;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** Somebody took the audit log, or what of it fits, along. */
record AuditExported(UUID organizationId, AuditFormat format, AuditQuery query) implements Event {

    @Override
    public Envelope envelope() {
        return new Envelope("audit.exported", "organization", organizationId, Audience.ADMINS);
    }
}
