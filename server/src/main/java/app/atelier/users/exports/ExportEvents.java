package app.atelier.users.exports;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** What is told of exports: to those who look after the organization only. */
final class ExportEvents {

    private ExportEvents() {
    }

    /** Somebody has everything exported. */
    record OrganizationExported(UUID organizationId, UUID exportId) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("organization.exported", "organization", organizationId, Audience.ADMINS);
        }
    }

    /** Somebody got a link to download it. */
    record OrganizationExportTaken(UUID organizationId, UUID exportId) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("organization.export_taken", "organization", organizationId, Audience.ADMINS);
        }
    }
}
