package app.atelier.platform.analytics;

import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.system.StorageSource;
import app.atelier.platform.watch.Watched;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The analytical store, for the services that import it; others do without and never open it. */
@Configuration(proxyBeanMethods = false)
@Import({AnalyticsConfiguration.OfDuckDb.class, AnalyticsConfiguration.OfClickHouse.class})
@EnableConfigurationProperties({AnalyticsProperties.class, ClickHouseProperties.class})
public class AnalyticsConfiguration {

    @Configuration(proxyBeanMethods = false)
    @Conditional(WithClickHouse.Not.class)
    static class OfDuckDb {

        /** @throws Refusal where nobody loads: the file of the process that does cannot be shared */
        @Bean(destroyMethod = "close")
        DuckDbStore analyticalStore(DataFolder data, AnalyticsProperties properties, ObjectProvider<Definition> definitions) {
            var ours = definitions.orderedStream().toList();
            if (ours.isEmpty()) {
                throw new Refusal("Reporting without processing in the same process needs a store both can reach;"
                        + " set ATELIER_CLICKHOUSE_URL for both, or add processing to --target.");
            }
            return new DuckDbStore(data.resolve("analytics"), properties, ours);
        }

        @Bean
        StorageSource analyticsStorage(DataFolder data) {
            return new DuckDbStorage(data.resolve("analytics"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(WithClickHouse.class)
    static class OfClickHouse {

        @Bean(destroyMethod = "close")
        ClickHouseStore analyticalStore(ClickHouseProperties properties, ObjectProvider<Definition> definitions) {
            return new ClickHouseStore(properties, definitions.orderedStream().toList());
        }

        @Bean
        Watched watchedClickHouse(ClickHouseStore store) {
            return new ClickHouseWatched(store);
        }

        @Bean
        StorageSource analyticsStorage(ClickHouseStore store, ClickHouseProperties properties) {
            return new ClickHouseStorage(store, properties);
        }
    }
}
