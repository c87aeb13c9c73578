package app.atelier.platform.analytics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the analytical store may use ({@code ATELIER_ANALYTICS_*}).
 *
 * @param memoryMegabytes its memory, 64 to 65536; beyond it, work goes to disk
 * @param threads         of one query, 1 to 64
 */
@ConfigurationProperties("atelier.analytics")
public record AnalyticsProperties(@DefaultValue("256") int memoryMegabytes, @DefaultValue("2") int threads) {

    public AnalyticsProperties {
        if (memoryMegabytes < 64 || memoryMegabytes > 65_536) {
            throw new IllegalArgumentException("ATELIER_ANALYTICS_MEMORY_MEGABYTES is " + memoryMegabytes + "; it must lie between 64 and 65536");
        }
        if (threads < 1 || threads > 64) {
            throw new IllegalArgumentException("ATELIER_ANALYTICS_THREADS is " + threads + "; it must lie between 1 and 64");
        }
    }
}
