package app.atelier.platform.watch;

import app.atelier.platform.db.Db;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What watches every process. */
@Configuration(proxyBeanMethods = false)
@Import(HealthApi.class)
public class WatchConfiguration {

    @Bean
    Health health(ObjectProvider<Watched> watched) {
        return new Health(watched.stream());
    }

    @Bean
    Watched watchedDatabase(Db db) {
        return new DatabaseWatched(db);
    }
}
