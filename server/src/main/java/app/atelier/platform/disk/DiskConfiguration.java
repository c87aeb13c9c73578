package app.atelier.platform.disk;

import app.atelier.platform.DataFolder;
import app.atelier.platform.web.ProblemWriter;
import app.atelier.platform.web.WebConfiguration;
import jakarta.servlet.Filter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks after the disk in every process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskProperties.class)
public class DiskConfiguration {

    @Bean
    DiskSpace diskSpace(DataFolder data, DiskProperties properties) {
        return new DiskSpace(data.path(), properties.reserve());
    }

    @Bean
    FilterRegistrationBean<Filter> fullDisk(DiskSpace disk, ProblemWriter problems) {
        return WebConfiguration.filter(new FullDiskFilter(disk, problems), 15);
    }
}
