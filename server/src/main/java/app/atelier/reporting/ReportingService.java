package app.atelier.reporting;

import app.atelier.platform.analytics.AnalyticsConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the reporting service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(AnalyticsConfiguration.class)
public class ReportingService {
}
