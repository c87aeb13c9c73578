package app.atelier.ingestion;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the ingestion service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class IngestionService {
}
