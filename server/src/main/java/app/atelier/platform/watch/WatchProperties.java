package app.atelier.platform.watch;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the process tells how it is doing. */
public final class WatchProperties {

    private WatchProperties() {
    }

    /**
     * Health and metrics apart from the people's port ({@code ATELIER_MANAGEMENT_*}).
     *
     * @param port null: none; 0: any free one
     * @param bind the address to listen on; all of them unless said otherwise
     */
    @ConfigurationProperties("atelier.management")
    public record Management(@Nullable Integer port, @DefaultValue("0.0.0.0") String bind) {

        public Management {
            if (port != null && (port < 0 || port > 65_535)) {
                throw new IllegalArgumentException(
                        "ATELIER_MANAGEMENT_PORT is " + port + "; it must lie between 0 and 65535");
            }
        }
    }

    /**
     * Where traces go ({@code ATELIER_OTLP_*}).
     *
     * @param endpoint base address of an OpenTelemetry receiver over HTTP, such as {@code http://collector:4318}
     * @param sample   the share of traces begun here that is exported, 0 to 1
     */
    @ConfigurationProperties("atelier.otlp")
    public record Otlp(@Nullable URI endpoint, @DefaultValue("1") double sample) {

        public Otlp {
            if (endpoint != null && (endpoint.getHost() == null
                    || !"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme()))) {
                throw new IllegalArgumentException(
                        "ATELIER_OTLP_ENDPOINT is '" + endpoint + "'; it must look like http://collector:4318");
            }
            if (!(sample >= 0 && sample <= 1)) {
                throw new IllegalArgumentException("ATELIER_OTLP_SAMPLE is " + sample + "; it must lie between 0 and 1");
            }
        }

        URI traces() {
            var base = String.valueOf(endpoint).replaceAll("/+$", "");
            return URI.create(base.endsWith("/v1/traces") ? base : base + "/v1/traces");
        }
    }
}
