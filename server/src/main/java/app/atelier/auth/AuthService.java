package app.atelier.auth;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the auth service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class AuthService {
}
