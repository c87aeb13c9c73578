package app.atelier.platform.redis;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.LocalLimits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Redis, for processes that were given one. */
@Configuration(proxyBeanMethods = false)
@Conditional(WithRedis.class)
@EnableConfigurationProperties(RedisProperties.class)
public class RedisConfiguration {

    @Bean
    RedisLink redisLink(RedisProperties properties) {
        return new RedisLink(properties);
    }

    @Bean
    @Primary
    Limits redisLimits(RedisLink link, LocalLimits alone) {
        return new RedisLimits(link, alone);
    }

    @Bean
    Broadcast redisBroadcast(RedisLink link) {
        return new RedisBroadcast(link);
    }
}
