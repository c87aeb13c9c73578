package app.atelier.platform.watch;

import app.atelier.platform.DataFolder;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** What is measured, and where it can be read; without a management port nothing is measured. */
@Configuration(proxyBeanMethods = false)
class MeterConfiguration {

    /** A registry with nothing behind it takes every measure and keeps none. */
    @Bean
    MeterRegistry meterRegistry(WatchProperties.Management management) {
        return management.port() == null ? new CompositeMeterRegistry() : Prometheus.registry();
    }

    /** Loaded only when it is wanted. */
    private static final class Prometheus {
        static MeterRegistry registry() {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        }
    }

    @Bean
    Meters meters(MeterRegistry registry, ObjectProvider<MeterBinder> binders, DataFolder data) {
        return new Meters(registry, binders, data.path());
    }

    /** An empty value means none, as a compose file passes on what is not set. */
    static final class WithPort implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("atelier.management.port"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(WithPort.class)
    static class Listening {

        @Bean
        ManagementServer managementServer(WatchProperties.Management management, Health health, MeterRegistry meters, JsonMapper json) {
            return new ManagementServer(management, java.util.Objects.requireNonNull(management.port()), health,
                    (PrometheusMeterRegistry) meters, json);
        }

        @Bean
        MeterBinder processMeters(Instance instance, Health health, ObjectProvider<HikariDataSource> pools,
                ServletWebServerApplicationContext context) {
            return new ProcessMeters(instance, health, pools, context);
        }
    }
}
