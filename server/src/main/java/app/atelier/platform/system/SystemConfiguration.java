package app.atelier.platform.system;

import app.atelier.platform.DataFolder;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;
import app.atelier.platform.journal.Followers;
import app.atelier.platform.watch.Health;
import app.atelier.platform.watch.Instance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every process tells of itself. */
@Configuration(proxyBeanMethods = false)
public class SystemConfiguration {

    @Bean
    ProcessAsk localProcess(Instance instance, Health health, Followers followers, ObjectProvider<JobSource> jobs,
            ObjectProvider<StorageSource> storage, ObjectProvider<BytesSource> bytes, ObjectProvider<Forgetting> forgetting, Db db) {
        return new LocalProcess(instance, health, followers, jobs, storage, bytes, forgetting, new Holdings(db, instance.services()));
    }

    @Bean
    StorageSource groundStorage(Db db, Server server, DataFolder data) {
        return new GroundStorage(db, server, data);
    }
}
