package app.atelier.platform.db;

import java.time.Duration;

import javax.sql.DataSource;

import app.atelier.platform.watch.Watched;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pools of connections, all of them as the login role that owns nothing. */
@Configuration(proxyBeanMethods = false)
public class DbConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Server server, DbProperties properties) {
        var config = config("atelier", server.url(), server, properties);
        config.setMinimumIdle(Math.min(4, properties.poolSize()));
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    /** Not a bean of its own: who asks for a {@link DataSource} means the primary. */
    @Bean
    @ConditionalOnProperty("atelier.db.replica-url")
    Replica replica(Server server, DbProperties properties) {
        var config = config("atelier-replica", String.valueOf(properties.replicaUrl()), server, properties);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(1).toMillis());
        // A replica that is away stops nobody: the primary reads meanwhile.
        config.setInitializationFailTimeout(-1);
        return new Replica(new HikariDataSource(config));
    }

    @Bean
    @ConditionalOnProperty("atelier.db.replica-url")
    Watched watchedReplica(Replica replica, Db db) {
        return new ReplicaWatched(replica, db);
    }

    @Bean
    Db db(DataSource dataSource, ObjectProvider<Replica> replica) {
        return new Db(dataSource, replica.getIfAvailable());
    }

    private static HikariConfig config(String name, String url, Server server, DbProperties properties) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(server.role());
        config.setPassword(server.appPassword());
        config.setMaximumPoolSize(properties.poolSize());
        config.setAutoCommit(false);
        config.addDataSourceProperty("prepareThreshold", properties.preparedStatements() ? "1" : "0");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return config;
    }
}
