package app.atelier.platform.disk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The disk of the data folder ({@code ATELIER_DISK_*}).
 *
 * @param reserve with less than this left, changes are refused and reading goes on; 0 looks after nothing
 */
@ConfigurationProperties("atelier.disk")
public record DiskProperties(@DefaultValue("200MB") DataSize reserve) {

    public DiskProperties {
        if (reserve.isNegative()) {
            throw new IllegalArgumentException("ATELIER_DISK_RESERVE must not be negative");
        }
    }
}
