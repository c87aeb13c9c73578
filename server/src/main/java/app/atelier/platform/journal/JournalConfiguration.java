package app.atelier.platform.journal;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.kafka.KafkaConfiguration;
import app.atelier.platform.security.Closings;
import app.atelier.platform.watch.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The journal over PostgreSQL, exchanged with other databases where there are some. */
@Configuration(proxyBeanMethods = false)
@Import(KafkaConfiguration.class)
public class JournalConfiguration {

    @Bean
    WakeUps wakeUps(Broadcast broadcast) {
        return new WakeUps(broadcast);
    }

    @Bean
    Journal journal(JsonMapper json, WakeUps wakeUps, MeterRegistry meters) {
        return new Journal(json, wakeUps::wake, meters);
    }

    @Bean
    JournalReader journalReader(JsonMapper json) {
        return new JournalReader(json);
    }

    @Bean
    Closings closings(Db db) {
        return new Closings(db);
    }

    @Bean
    Followers followers(ObjectProvider<Follower> followers, Db db, JournalReader reader, WakeUps wakeUps, Tracing tracing,
            MeterRegistry meters) {
        var observed = followers.orderedStream().<Follower>map(f -> new ObservedFollower(f, tracing, meters)).toList();
        return new Followers(observed, db, reader, wakeUps);
    }

    @Bean
    MeterBinder followerMeters(Followers followers) {
        return new FollowerMeters(followers);
    }
}
