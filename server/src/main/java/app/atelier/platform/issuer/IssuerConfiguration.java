package app.atelier.platform.issuer;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

import app.atelier.platform.security.TokenVerifier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Where a process takes tokens of another issuer, too. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IssuerProperties.class)
public class IssuerConfiguration {

    /** In front of our own verifier, which goes on proving our own tokens. */
    @Bean
    @Primary
    @ConditionalOnProperty("atelier.issuer.url")
    ExternalTokenVerifier externalTokenVerifier(IssuerProperties issuer, ObjectProvider<TokenVerifier> verifiers,
            ObjectProvider<ExternalPeople> people) {
        // Found at first use: our own verifier may be made after this one.
        TokenVerifier own = token -> verifiers.stream().filter(v -> !(v instanceof ExternalTokenVerifier)).findFirst().orElseThrow()
                .verify(token);
        return new ExternalTokenVerifier(issuer, own, people::getIfAvailable, new LazyKeys(issuer));
    }

    /** The issuer need not be up when we start; while it cannot be reached, it is asked every five seconds at most. */
    private static final class LazyKeys implements Supplier<IssuerKeys> {

        private static final Duration SELDOM = Duration.ofSeconds(5);

        private final IssuerProperties issuer;
        private final IssuerHttp http = new IssuerHttp(true);
        private @Nullable IssuerKeys keys;
        private Instant tried = Instant.EPOCH;

        LazyKeys(IssuerProperties issuer) {
            this.issuer = issuer;
        }

        @Override
        public synchronized IssuerKeys get() {
            if (keys == null) {
                if (tried.plus(SELDOM).isAfter(Instant.now())) {
                    throw new IssuerFailure("asked a moment ago");
                }
                tried = Instant.now();
                keys = new IssuerKeys(address(), http);
            }
            return keys;
        }

        private URI address() {
            var configured = issuer.jwksUrl();
            return configured != null ? configured
                    : URI.create(IssuerMetadata.read(Objects.requireNonNull(issuer.url()), http).path("jwks_uri").asString(""));
        }
    }
}
