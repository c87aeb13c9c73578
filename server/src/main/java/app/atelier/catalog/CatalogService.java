package app.atelier.catalog;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the catalog service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
public class CatalogService {
}
