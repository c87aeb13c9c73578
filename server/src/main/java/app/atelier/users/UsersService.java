package app.atelier.users;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the users service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class UsersService {
}
