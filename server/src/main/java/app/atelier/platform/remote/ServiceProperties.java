package app.atelier.platform.remote;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the processes of one installation trust each other ({@code ATELIER_SERVICE_SECRET}); where each service is, the
 * names {@code ATELIER_SERVICE_<NAME>_URL} say.
 *
 * @param secret what all of them know, at least 32 characters; null: this process neither answers nor asks others
 */
@ConfigurationProperties("atelier.service")
public record ServiceProperties(@Nullable String secret) {

    public ServiceProperties {
        if (secret != null && secret.length() < ServiceTokens.SHORTEST_SECRET) {
            throw new IllegalArgumentException("ATELIER_SERVICE_SECRET has " + secret.length() + " characters; it needs at least "
                    + ServiceTokens.SHORTEST_SECRET + ", such as `openssl rand -hex 32` gives");
        }
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "ServiceProperties[secret=" + (secret == null ? "none" : "set") + "]";
    }
}
