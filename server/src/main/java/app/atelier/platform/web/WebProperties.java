package app.atelier.platform.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Atelier is reached ({@code ATELIER_WEB_*}).
 *
 * @param publicUrl             the address people use, as it stands in mails; null: {@code http://localhost:<port>}
 * @param trustedProxies        networks whose word about their clients is believed; none by default
 * @param allowedOrigins        web pages of other origins that may use the API with tokens of their own
 * @param connections           connections at once, 100 to 1,000,000
 * @param connectionsPerAddress of them from one address, trusted proxies apart; null: half of them
 * @param timeout               how long the head of a request may take, and the silence within a body, 1 s to 5 min
 */
@ConfigurationProperties("atelier.web")
public record WebProperties(@Nullable URI publicUrl, @DefaultValue List<String> trustedProxies,
        @DefaultValue List<String> allowedOrigins, @DefaultValue("20000") int connections, @Nullable Integer connectionsPerAddress,
        @DefaultValue("20s") Duration timeout) {

    private static final int FEWEST = 100;
    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public WebProperties {
        trustedProxies = List.copyOf(trustedProxies);
        allowedOrigins = List.copyOf(allowedOrigins);
        networks(trustedProxies);
        origins(allowedOrigins);
        if (connections < FEWEST || connections > MOST) {
            throw new IllegalArgumentException("ATELIER_WEB_CONNECTIONS is " + connections + "; it must lie between " + FEWEST + " and " + MOST);
        }
        if (connectionsPerAddress != null && (connectionsPerAddress < 1 || connectionsPerAddress > connections)) {
            throw new IllegalArgumentException("ATELIER_WEB_CONNECTIONS_PER_ADDRESS is " + connectionsPerAddress
                    + "; it must lie between 1 and ATELIER_WEB_CONNECTIONS, which is " + connections);
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ATELIER_WEB_TIMEOUT is " + timeout + "; it must lie between 1s and 5m");
        }
    }

    List<Network> proxies() {
        return networks(trustedProxies);
    }

    List<Origin> origins() {
        return origins(allowedOrigins);
    }

    int perAddress() {
        return connectionsPerAddress == null ? connections / 2 : connectionsPerAddress;
    }

    private static List<Network> networks(List<String> texts) {
        var networks = new ArrayList<Network>();
        for (var text : texts) {
            try {
                networks.add(Network.of(text.strip()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("ATELIER_WEB_TRUSTED_PROXIES holds '" + text
                        + "'; each must be an address or a network such as 10.0.0.0/8 or fd00::/8", e);
            }
        }
        return networks;
    }

    private static List<Origin> origins(List<String> texts) {
        var origins = new ArrayList<Origin>();
        for (var text : texts) {
            var origin = Origin.of(text.strip());
            if (origin == null || !text.strip().replaceAll("/$", "").matches("(?i)https?://[^/?#]+")) {
                throw new IllegalArgumentException("ATELIER_WEB_ALLOWED_ORIGINS holds '" + text
                        + "'; each must be an origin such as https://app.example.org, and none stands for all");
            }
            origins.add(origin);
        }
        return origins;
    }
}
