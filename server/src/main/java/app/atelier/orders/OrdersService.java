package app.atelier.orders;

import app.atelier.orders.payments.PaymentProperties;
import app.atelier.platform.secrets.Sealed;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the orders service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
@EnableConfigurationProperties(PaymentProperties.class)
public class OrdersService {

    @Bean
    Sealed sealedOrderSecrets() {
        return new Sealed("orders.placed_order", "id", "secret_sealed", "'orders.secret/' || id", true);
    }

    @Bean
    Sealed sealedPaymentSecrets() {
        return new Sealed("orders.signing_secret", "provider", "sealed", "'orders.signing_secret/' || provider", false);
    }
}
