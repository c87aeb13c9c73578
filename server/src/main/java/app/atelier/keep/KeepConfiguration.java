package app.atelier.keep;

import app.atelier.platform.DataFolder;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.SecretsProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The nightly backup, in every process: whichever is first makes it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({BackupProperties.class, S3Properties.class})
public class KeepConfiguration {

    @Bean
    Nightly nightlyBackup(Server server, ObjectProvider<BlobStore> blobs, DataFolder data, SecretsProperties secrets,
            S3Properties s3, BackupProperties properties, Db db) {
        return new Nightly(server, blobs.getIfAvailable(), data, secrets, s3, properties, new Runs(db));
    }
}
