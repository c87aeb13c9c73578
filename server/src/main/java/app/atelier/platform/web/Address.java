package app.atelier.platform.web;

import org.springframework.core.env.Environment;

/** The address people use to reach Atelier, for links in mails and tokens' issuer. */
public final class Address {

    private final WebProperties properties;
    private final Environment environment;

    public Address(WebProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Without a slash at the end. */
    public String base() {
        var configured = properties.publicUrl();
        if (configured != null) {
            return configured.toString().replaceAll("/+$", "");
        }
        // With port 0 only the running server knows the real one.
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return (environment.containsProperty(TlsProperties.BUNDLE) ? "https" : "http") + "://localhost:" + port;
    }

    public String link(String path) {
        return base() + path;
    }
}
