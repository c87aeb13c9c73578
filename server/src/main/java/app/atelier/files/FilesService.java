package app.atelier.files;

import java.io.IOException;

import app.atelier.files.store.FilesProperties;
import app.atelier.platform.DataFolder;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.LocalBlobStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Wires the files service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties(FilesProperties.class)
public class FilesService {

    @Bean
    BlobStore blobs(DataFolder data) throws IOException {
        return new LocalBlobStore(data.resolve("files"));
    }
}
