package app.atelier.platform;

import app.atelier.platform.broadcast.BroadcastConfiguration;
import app.atelier.platform.db.DbConfiguration;
import app.atelier.platform.db.DbProperties;
import app.atelier.platform.disk.DiskConfiguration;
import app.atelier.platform.issuer.IssuerConfiguration;
import app.atelier.platform.journal.JournalConfiguration;
import app.atelier.platform.limits.LimitsConfiguration;
import app.atelier.platform.redis.RedisConfiguration;
import app.atelier.platform.secrets.SecretsConfiguration;
import app.atelier.platform.system.SystemConfiguration;
import app.atelier.platform.watch.WatchConfiguration;
import app.atelier.platform.web.TlsProperties;
import app.atelier.platform.web.WebConfiguration;
import app.atelier.platform.web.WebProperties;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What every process has, whichever services run in it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({DbProperties.class, TlsProperties.class, WebProperties.class})
@Import({DbConfiguration.class, BroadcastConfiguration.class, DiskConfiguration.class, LimitsConfiguration.class,
        RedisConfiguration.class, IssuerConfiguration.class, JournalConfiguration.class, SecretsConfiguration.class,
        SystemConfiguration.class, WatchConfiguration.class,
        WebConfiguration.class})
public class Platform {
}
