package app.atelier.platform.watch;

import app.atelier.platform.db.Db;
import app.atelier.platform.web.WebConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What watches every process. */
@Configuration(proxyBeanMethods = false)
@Import({HealthApi.class, MeterConfiguration.class})
@EnableConfigurationProperties({WatchProperties.Management.class, WatchProperties.Otlp.class})
public class WatchConfiguration {

    @Bean
    Health health(ObjectProvider<Watched> watched) {
        return new Health(watched.stream());
    }

    @Bean
    Tracing tracing(WatchProperties.Otlp otlp, Instance instance) {
        return otlp.endpoint() == null ? new LocalTracing() : new OtlpTracing(otlp, instance);
    }

    /** Right after the request has its id, so that all the rest is in the span. */
    @Bean
    FilterRegistrationBean<Filter> requestWatch(Tracing tracing, MeterRegistry meters) {
        return WebConfiguration.filter(new RequestWatch(tracing, meters), 1);
    }

    @Bean
    Watched watchedDatabase(Db db) {
        return new DatabaseWatched(db);
    }
}
