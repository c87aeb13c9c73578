package app.atelier.auth.keys;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys that sign access tokens ({@code ATELIER_AUTH_KEY_*}).
 *
 * @param rotation after how long a key makes room for the next, an hour to two years
 */
@ConfigurationProperties("atelier.auth.key")
record KeyProperties(@DefaultValue("90d") Duration rotation) {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(730);

    KeyProperties {
        if (rotation.compareTo(SHORTEST) < 0 || rotation.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ATELIER_AUTH_KEY_ROTATION must be 1h to 730d; 90d is a good choice");
        }
    }
}
