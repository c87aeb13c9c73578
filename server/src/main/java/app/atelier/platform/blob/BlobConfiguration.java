package app.atelier.platform.blob;

import java.io.IOException;

import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.watch.Watched;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The store of blobs, for services that keep some: the data folder, or S3 when a bucket is set. The S3 client's
 * classes are loaded only then.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(S3Properties.class)
public class BlobConfiguration {

    @Bean
    BlobStore blobs(DataFolder data, S3Properties s3, Environment environment) throws IOException {
        if (s3.endpoint() != null && !s3.isSet() && !environment.getProperty("atelier.backup.to", "").startsWith("s3:")) {
            throw new Refusal("ATELIER_S3_ENDPOINT is set and ATELIER_S3_BUCKET is not; name a bucket to keep files there,"
                    + " or remove both to keep them in the data folder.");
        }
        return s3.isSet() ? new S3BlobStore(s3, S3BlobStore.FILES) : new LocalBlobStore(data.resolve("files"));
    }

    @Bean
    Watched watchedBlobs(BlobStore blobs) {
        return new BlobsWatched(blobs);
    }
}
