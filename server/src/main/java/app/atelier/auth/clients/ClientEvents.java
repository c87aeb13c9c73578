package app.atelier.auth.clients;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Permission;

/** What happens to clients and to what people allow them, as the journal tells it. */
final class ClientEvents {

    private ClientEvents() {
    }

    /** A client was registered. */
    record ApiClientCreated(ApiClient client) implements Event {

        @Override
        public Envelope envelope() {
            return ofClient("api_client.created", client);
        }
    }

    /** A client has another name, address or scope now, or another secret. */
    record ApiClientChanged(ApiClient before, ApiClient client, boolean newSecret) implements Event {

        @Override
        public Envelope envelope() {
            return ofClient("api_client.changed", client);
        }
    }

    /** A client is gone, and with it everything it was allowed. */
    record ApiClientDeleted(ApiClient client) implements Event {

        @Override
        public Envelope envelope() {
            return ofClient("api_client.deleted", client);
        }
    }

    /** A person allowed a client to act for them. */
    record GrantCreated(UUID grantId, UUID personId, UUID clientId, String clientName, Set<Permission> scopes) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("grant.created", "grant", grantId, Audience.person(personId));
        }
    }

    /** A client may act for a person no more. */
    record GrantEnded(UUID grantId, UUID personId, UUID clientId, String reason) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("grant.ended", "grant", grantId, Audience.person(personId));
        }
    }

    private static Event.Envelope ofClient(String type, ApiClient client) {
        return new Event.Envelope(type, "api_client", client.id(), Audience.ADMINS);
    }
}
