package app.atelier.gateway.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one caller may ask for ({@code ATELIER_LIMITS_*}), in requests a minute; ten seconds' worth may come at
 * once.
 *
 * @param person    a signed-in person, with all of their tokens together
 * @param token     a single API token or client's grant
 * @param anonymous an address nobody signed in from; with IPv6 the network of 64 bits it lies in
 */
@ConfigurationProperties("atelier.limits")
public record LimitProperties(@DefaultValue("6000") long person, @DefaultValue("3000") long token, @DefaultValue("1200") long anonymous) {

    public LimitProperties {
        if (person < 1 || token < 1 || anonymous < 1) {
            throw new IllegalArgumentException("ATELIER_LIMITS_PERSON, ATELIER_LIMITS_TOKEN and ATELIER_LIMITS_ANONYMOUS must be 1 or more");
        }
    }
}
