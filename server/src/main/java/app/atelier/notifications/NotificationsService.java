package app.atelier.notifications;

import app.atelier.notifications.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the notifications service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(MailProperties.class)
public class NotificationsService {
}
