package app.atelier.gateway.webhooks;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Outgoing webhooks ({@code ATELIER_WEBHOOKS_*}).
 *
 * @param allowPrivate whether they may go to this machine (then also without TLS) and to private networks
 */
@ConfigurationProperties("atelier.webhooks")
public record WebhookProperties(@DefaultValue("false") boolean allowPrivate) {
}
