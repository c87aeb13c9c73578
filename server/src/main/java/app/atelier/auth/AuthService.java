package app.atelier.auth;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the auth service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
public class AuthService {
}
