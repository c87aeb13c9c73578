package app.atelier.platform.broadcast;

import app.atelier.platform.db.Server;
import app.atelier.platform.redis.WithoutRedis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Instances tell each other by PostgreSQL, unless they were given a Redis. */
@Configuration(proxyBeanMethods = false)
public class BroadcastConfiguration {

    @Bean
    @Conditional(WithoutRedis.class)
    Broadcast postgresBroadcast(Server server) {
        return new PostgresBroadcast(server);
    }
}
