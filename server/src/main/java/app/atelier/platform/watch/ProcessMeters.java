package app.atelier.platform.watch;

import java.lang.management.ManagementFactory;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What is measured of the process itself: its version, parts, pools, virtual threads and open connections. */
final class ProcessMeters implements MeterBinder {

    private final Instance instance;
    private final Health health;
    private final ObjectProvider<HikariDataSource> pools;
    private final ServletWebServerApplicationContext context;

    ProcessMeters(Instance instance, Health health, ObjectProvider<HikariDataSource> pools, ServletWebServerApplicationContext context) {
        this.instance = instance;
        this.health = health;
        this.pools = pools;
        this.context = context;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("atelier.info", () -> 1).description("What runs here")
                .tag("version", instance.version()).tag("services", instance.name()).register(meters);
        health.names().forEach(name -> Gauge.builder("atelier.part.state", health, h -> h.state(name).ordinal())
                .description("What the process works with: 0 up, 1 degraded, 2 down").tag("part", name).register(meters));
        pools.forEach(pool -> pool.setMetricRegistry(meters));
        var threads = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        Gauge.builder("jvm.threads.virtual.mounted", threads, VirtualThreadSchedulerMXBean::getMountedVirtualThreadCount)
                .description("Virtual threads on a carrier").register(meters);
        Gauge.builder("jvm.threads.virtual.queued", threads, VirtualThreadSchedulerMXBean::getQueuedVirtualThreadCount)
                .description("Virtual threads that wait for a carrier").register(meters);
        Gauge.builder("jvm.threads.virtual.carriers", threads, VirtualThreadSchedulerMXBean::getPoolSize)
                .description("Carriers of virtual threads").register(meters);
        Gauge.builder("tomcat.connections.current", this, ProcessMeters::connections)
                .description("Open connections of clients").register(meters);
        Gauge.builder("tomcat.connections.config.max", this, ProcessMeters::mostConnections)
                .description("Connections that may be open at once").register(meters);
    }

    private double connections() {
        var protocol = protocol();
        return protocol == null ? Double.NaN : protocol.getConnectionCount();
    }

    private double mostConnections() {
        var protocol = protocol();
        return protocol == null ? Double.NaN : protocol.getMaxConnections();
    }

    private @Nullable AbstractProtocol<?> protocol() {
        return context.getWebServer() instanceof TomcatWebServer tomcat
                && tomcat.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                ? protocol : null;
    }
}
