package app.atelier.platform.journal.kafka;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.WakeUps;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The exchange of journals, where {@code ATELIER_KAFKA} is set. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnKafka.class)
@EnableConfigurationProperties(KafkaProperties.class)
public class KafkaConfiguration {

    @Bean(destroyMethod = "close")
    Topic journalTopic(KafkaProperties properties) {
        return new Topic(new Clients(properties), properties);
    }

    @Bean
    Exchange journalExchange(KafkaProperties properties, Topic topic, Db db, JsonMapper json, WakeUps wakeUps) {
        var clients = new Clients(properties);
        var relay = new Relay(new RelayStore(db), clients, topic, Moments.UNDISTURBED);
        wakeUps.subscribe(relay::wake);
        var copier = new Copier(db, new CopierStore(), clients, topic, new Message.Reader(json), Rule.EXACT, wakeUps::wake,
                Moments.UNDISTURBED);
        return new Exchange(relay, copier);
    }

    @Bean
    KafkaWatched watchedKafka(Topic topic, Exchange exchange) {
        return new KafkaWatched(topic, exchange);
    }

    @Bean
    ExchangeMeters exchangeMeters(Exchange exchange) {
        return new ExchangeMeters(exchange);
    }
}
