package app.atelier.platform.redis;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where Redis is ({@code ATELIER_REDIS_URL}).
 *
 * @param url {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS; null for none
 */
@ConfigurationProperties("atelier.redis")
public record RedisProperties(@Nullable String url) {

    private static final String WRONG = "ATELIER_REDIS_URL is not the address of a Redis; it must look like"
            + " redis://host:6379 or rediss://user:password@host:6379/0, with special characters of the password as %XX";

    public RedisProperties {
        if (url != null && !isUsable(url)) {
            // Without the value: a password may stand in it.
            throw new IllegalArgumentException(WRONG);
        }
    }

    private static boolean isUsable(String url) {
        try {
            var uri = new URI(url);
            var scheme = uri.getScheme();
            return ("redis".equals(scheme) || "rediss".equals(scheme)) && uri.getHost() != null && uri.getPort() <= 65_535
                    && uri.getPath().matches("(/\\d{0,3})?") && uri.getQuery() == null && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
