package app.atelier.platform.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Atelier is reached ({@code ATELIER_WEB_*}).
 *
 * @param publicUrl the address people use, as it stands in mails; null: {@code http://localhost:<port>}
 */
@ConfigurationProperties("atelier.web")
public record WebProperties(@Nullable URI publicUrl) {
}
