package app.atelier.files.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may be kept ({@code ATELIER_FILES_*}).
 *
 * @param quota of one organization, such as {@code 10GB}
 */
@ConfigurationProperties("atelier.files")
public record FilesProperties(@DefaultValue("10GB") DataSize quota) {

    public FilesProperties {
        if (quota.toBytes() < 1) {
            throw new IllegalArgumentException("ATELIER_FILES_QUOTA must be a size above 0, such as 10GB");
        }
    }
}
