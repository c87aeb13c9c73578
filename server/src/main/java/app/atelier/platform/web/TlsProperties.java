package app.atelier.platform.web;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * HTTPS by Atelier itself ({@code ATELIER_TLS_*}).
 *
 * @param certificate  PEM file: the certificate, then those between it and a root
 * @param key          PEM file: its private key, without a passphrase
 * @param redirectPort where plain HTTP is answered with the way to HTTPS; null: nowhere; 0: any free one
 */
@ConfigurationProperties("atelier.tls")
public record TlsProperties(@Nullable Path certificate, @Nullable Path key, @Nullable Integer redirectPort) {

    /** Where Spring keeps the pair, and where Tomcat looks for it. */
    public static final String BUNDLE = "server.ssl.bundle";
    private static final String NAME = "atelier";

    public TlsProperties {
        if (certificate != null && key == null) {
            throw new IllegalArgumentException("ATELIER_TLS_KEY is missing; with ATELIER_TLS_CERTIFICATE it names the PEM file of its private key");
        }
        if (certificate == null && (key != null || redirectPort != null)) {
            throw new IllegalArgumentException("ATELIER_TLS_CERTIFICATE is missing; ATELIER_TLS_KEY and ATELIER_TLS_REDIRECT_PORT go with it");
        }
        if (redirectPort != null && (redirectPort < 0 || redirectPort > 65_535)) {
            throw new IllegalArgumentException("ATELIER_TLS_REDIRECT_PORT is " + redirectPort + "; it must lie between 0 and 65535");
        }
    }

    /**
     * What tells Spring Boot to speak TLS with the two files, and to take them anew when they are renewed. A pair that
     * does not fit together, as between the writing of the one and of the other, is not taken.
     *
     * @throws app.atelier.platform.Refusal when they cannot be used
     */
    public Map<String, String> settings() {
        if (certificate == null || key == null) {
            return Map.of();
        }
        KeyPairFiles.require(certificate, key);
        var bundle = "spring.ssl.bundle.pem." + NAME + ".";
        var settings = new HashMap<String, String>();
        settings.put(BUNDLE, NAME);
        // With TLS only: the way from HTTP/1.1 to HTTP/2 in the clear leads past what a proxy in front decides.
        settings.put("server.http2.enabled", "true");
        settings.put(bundle + "keystore.certificate", certificate.toAbsolutePath().toUri().toString());
        settings.put(bundle + "keystore.private-key", key.toAbsolutePath().toUri().toString());
        settings.put(bundle + "keystore.verify-keys", "true");
        settings.put(bundle + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
        settings.put(bundle + "reload-on-update", "true");
        return settings;
    }
}
