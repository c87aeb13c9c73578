package app.atelier.platform.analytics;

import app.atelier.platform.DataFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The analytical store, for the services that import it; others do without and never open the file. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnalyticsProperties.class)
public class AnalyticsConfiguration {

    @Bean(destroyMethod = "close")
    DuckDbStore analyticalStore(DataFolder data, AnalyticsProperties properties, ObjectProvider<Definition> definitions) {
        return new DuckDbStore(data.resolve("analytics"), properties, definitions.orderedStream().toList());
    }
}
