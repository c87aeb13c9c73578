package app.atelier.auth;

import app.atelier.platform.secrets.Sealed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the auth service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
public class AuthService {

    @Bean
    Sealed sealedSigningKeys() {
        return new Sealed("auth.signing_key", "id", "private_jwk", "'auth.signing_key/' || id", false);
    }

    @Bean
    Sealed sealedAuthenticators() {
        return new Sealed("auth.totp", "person_id", "secret", "'auth.totp/' || person_id", false);
    }

    @Bean
    Sealed sealedConnections() {
        return new Sealed("auth.connection", "id", "client_secret", "'auth.connection/' || id", true);
    }
}
