package app.atelier.gateway.routing;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How far the gateway goes with services in other processes ({@code ATELIER_GATEWAY_*}).
 *
 * @param timeout     how long a service may say or take nothing, 1 s to 1 h
 * @param largestBody of a request, 1 MB or more; the service's own limit for the route is the narrower one
 * @param sockets     live connections at once, 1 or more
 */
@ConfigurationProperties("atelier.gateway")
record RoutingProperties(@DefaultValue("60s") Duration timeout, @DefaultValue("100MB") DataSize largestBody,
        @DefaultValue("20000") int sockets) {

    RoutingProperties {
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("ATELIER_GATEWAY_TIMEOUT is " + timeout + "; it must lie between 1s and 1h");
        }
        if (largestBody.toMegabytes() < 1) {
            throw new IllegalArgumentException("ATELIER_GATEWAY_LARGEST_BODY is " + largestBody + "; it must be 1MB or more");
        }
        if (sockets < 1) {
            throw new IllegalArgumentException("ATELIER_GATEWAY_SOCKETS is " + sockets + "; it must be 1 or more");
        }
    }
}
