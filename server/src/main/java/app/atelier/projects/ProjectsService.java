package app.atelier.projects;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the projects service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ProjectsService {
}
