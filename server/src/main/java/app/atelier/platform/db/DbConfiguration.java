package app.atelier.platform.db;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool of connections, all of them as the login role that owns nothing. */
@Configuration(proxyBeanMethods = false)
public class DbConfiguration {

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Server server, DbProperties properties) {
        var config = new HikariConfig();
        config.setPoolName("atelier");
        config.setJdbcUrl(server.url());
        config.setUsername(Server.APP_ROLE);
        config.setPassword(server.appPassword());
        config.setMaximumPoolSize(properties.poolSize());
        config.setMinimumIdle(Math.min(4, properties.poolSize()));
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setAutoCommit(false);
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new HikariDataSource(config);
    }

    @Bean
    Db db(DataSource dataSource) {
        return new Db(dataSource);
    }
}
