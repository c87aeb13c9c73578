package app.atelier.processing;

import app.atelier.platform.analytics.AnalyticsConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the processing service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(AnalyticsConfiguration.class)
public class ProcessingService {
}
