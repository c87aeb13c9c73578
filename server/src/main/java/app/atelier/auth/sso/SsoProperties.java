package app.atelier.auth.sso;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Identity providers for everybody ({@code ATELIER_SSO_<NAME>_CLIENT_ID}, {@code _CLIENT_SECRET}, {@code _ISSUER}).
 *
 * @param privateIssuers whether organizations may name issuers inside the own network, and plain HTTP there
 */
@ConfigurationProperties("atelier.sso")
record SsoProperties(@Nullable Client google, @Nullable Client github, @Nullable Client microsoft, @Nullable Client auth0,
        @DefaultValue("false") boolean privateIssuers) {

    /**
     * What we are at a provider.
     *
     * @param issuer where the provider is; null: where everybody's is
     */
    record Client(@Nullable String clientId, @Nullable String clientSecret, @Nullable String issuer) {

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Client[" + clientId + " at " + issuer + "]";
        }
    }

    SsoProperties {
        check("google", google, true);
        check("github", github, true);
        // The tenant's own issuer: that of all tenants names another in each token.
        check("microsoft", microsoft, false);
        check("auth0", auth0, false);
    }

    private static void check(String name, @Nullable Client client, boolean issuerKnown) {
        if (client == null) {
            return;
        }
        var prefix = "ATELIER_SSO_" + name.toUpperCase(Locale.ROOT);
        if (client.clientId() == null || client.clientSecret() == null) {
            throw new IllegalArgumentException(prefix + "_CLIENT_ID and " + prefix + "_CLIENT_SECRET belong together: set both or neither");
        }
        if (client.issuer() == null && !issuerKnown) {
            throw new IllegalArgumentException(prefix + "_ISSUER is missing; it is your tenant's, such as "
                    + (name.equals("auth0") ? "https://TENANT.eu.auth0.com/" : "https://login.microsoftonline.com/TENANT-ID/v2.0"));
        }
        if (client.issuer() != null && !client.issuer().matches("https?://[^/?#@]+.*")) {
            throw new IllegalArgumentException(prefix + "_ISSUER is '" + client.issuer() + "'; it must be an address such as https://login.example.org");
        }
    }

    /** Those that are set, in the order in which they are offered. */
    Map<String, Client> set() {
        var set = new LinkedHashMap<String, Client>();
        put(set, "google", google);
        put(set, "microsoft", microsoft);
        put(set, "github", github);
        put(set, "auth0", auth0);
        return set;
    }

    private static void put(Map<String, Client> set, String name, @Nullable Client client) {
        if (client != null) {
            set.put(name, client);
        }
    }
}
