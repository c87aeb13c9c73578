package app.atelier.platform.limits;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shares of this process; with a Redis they are what counts while it is away. */
@Configuration(proxyBeanMethods = false)
public class LimitsConfiguration {

    @Bean
    LocalLimits localLimits() {
        return new LocalLimits();
    }
}
