package app.atelier.users;

import app.atelier.platform.blob.BlobConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the users service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
@Import(BlobConfiguration.class)
public class UsersService {
}
