package app.atelier.files;

import app.atelier.files.store.FilesProperties;
import app.atelier.platform.blob.BlobConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the files service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(FilesProperties.class)
@Import(BlobConfiguration.class)
public class FilesService {
}
