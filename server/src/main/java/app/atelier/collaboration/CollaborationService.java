package app.atelier.collaboration;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the collaboration service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class CollaborationService {
}
