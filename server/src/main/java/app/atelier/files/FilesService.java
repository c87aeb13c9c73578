package app.atelier.files;

import app.atelier.files.store.FilesProperties;
import app.atelier.platform.blob.BlobConfiguration;
import app.atelier.platform.secrets.Sealed;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the files service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(FilesProperties.class)
@Import(BlobConfiguration.class)
public class FilesService {

    /** Files' own keys; their bytes need not be written again when the data key changes. */
    @Bean
    Sealed sealedFileKeys() {
        return new Sealed("files.file", "id", "data_key", "blob", true);
    }
}
