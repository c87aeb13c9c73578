package app.atelier.gateway.webhooks;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** What happens to webhooks; never their secrets, and never told to webhooks. */
final class WebhookEvents {

    private WebhookEvents() {
    }

    private static Event.Envelope envelope(String type, UUID webhook) {
        return new Event.Envelope(type, "webhook", webhook, Audience.ADMINS);
    }

    record WebhookCreated(Webhook webhook) implements Event {

        @Override
        public Envelope envelope() {
            return WebhookEvents.envelope("webhook.created", webhook.id());
        }
    }

    record WebhookChanged(UUID webhookId, WebhookEdit before, WebhookEdit after) implements Event {

        @Override
        public Envelope envelope() {
            return WebhookEvents.envelope("webhook.changed", webhookId);
        }
    }

    record WebhookDeleted(Webhook webhook) implements Event {

        @Override
        public Envelope envelope() {
            return WebhookEvents.envelope("webhook.deleted", webhook.id());
        }
    }

    record WebhookSecretRotated(UUID webhookId, String url) implements Event {

        @Override
        public Envelope envelope() {
            return WebhookEvents.envelope("webhook.secret_rotated", webhookId);
        }
    }

    /** The house disabled it, because nothing arrived for days. */
    record WebhookDisabled(UUID webhookId, String url, String reason) implements Event {

        static final String TYPE = "webhook.disabled";

        @Override
        public Envelope envelope() {
            return WebhookEvents.envelope(TYPE, webhookId);
        }
    }
}
