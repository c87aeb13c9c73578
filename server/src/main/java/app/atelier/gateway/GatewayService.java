package app.atelier.gateway;

import app.atelier.gateway.client.SecurityHeaders;
import app.atelier.gateway.idempotency.IdempotencyFilter;
import app.atelier.gateway.idempotency.IdempotencyStore;
import app.atelier.gateway.limits.LimitProperties;
import app.atelier.gateway.limits.RateLimits;
import app.atelier.gateway.origins.Cors;
import app.atelier.gateway.origins.CrossSite;
import app.atelier.gateway.webhooks.WebhookProperties;
import app.atelier.platform.db.Db;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.outgoing.Destinations;
import app.atelier.platform.outgoing.Names;
import app.atelier.platform.outgoing.OutgoingHttp;
import app.atelier.platform.secrets.Sealed;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Origins;
import app.atelier.platform.web.ProblemWriter;
import app.atelier.platform.web.WebConfiguration;
import jakarta.servlet.Filter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the gateway: its filters, in the order a request meets them. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties({LimitProperties.class, WebhookProperties.class})
public class GatewayService {

    @Bean
    FilterRegistrationBean<Filter> securityHeaders(Address address) {
        return WebConfiguration.filter(new SecurityHeaders(address), 5);
    }

    @Bean
    FilterRegistrationBean<Filter> cors(Origins origins) {
        return WebConfiguration.filter(new Cors(origins), 6);
    }

    @Bean
    FilterRegistrationBean<Filter> crossSite(Origins origins, ProblemWriter problems) {
        return WebConfiguration.filter(new CrossSite(origins, problems), 7);
    }

    @Bean
    FilterRegistrationBean<Filter> rateLimits(Limits limits, LimitProperties properties, ProblemWriter problems) {
        return WebConfiguration.filter(new RateLimits(limits, properties, problems), 20);
    }

    @Bean
    FilterRegistrationBean<Filter> idempotency(Db db, SecretBox secrets, ProblemWriter problems) {
        return WebConfiguration.filter(new IdempotencyFilter(new IdempotencyStore(db, secrets), problems), 40);
    }

    /** The door through which webhooks go out. */
    @Bean(destroyMethod = "close")
    OutgoingHttp webhookClient(WebhookProperties properties) {
        return new OutgoingHttp(properties.allowPrivate() ? Destinations.alsoOwnNetwork() : Destinations.internet(), Names.system());
    }

    @Bean
    Sealed sealedWebhookSecrets() {
        return new Sealed("gateway.webhook", "id", "secret_sealed", "'gateway.webhook/' || id", true);
    }

    @Bean
    Sealed sealedFormerWebhookSecrets() {
        return new Sealed("gateway.webhook", "id", "former_sealed", "'gateway.webhook/' || id", true);
    }
}
