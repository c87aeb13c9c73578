package app.atelier.users;

import app.atelier.platform.blob.BlobConfiguration;
import app.atelier.platform.secrets.Sealed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Wires the users service. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableScheduling
@Import(BlobConfiguration.class)
public class UsersService {

    /** The ends of the audit logs' chains. */
    @Bean
    Sealed sealedAuditHeads() {
        return new Sealed("users.audit_head", "organization_id", "seal", "'users.audit_head/' || organization_id", true);
    }

    @Bean
    Sealed sealedExportKeys() {
        return new Sealed("users.export", "id", "data_key", "'exports/' || id", true);
    }
}
