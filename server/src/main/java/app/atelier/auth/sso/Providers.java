package app.atelier.auth.sso;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every identity provider there is: those of the installation by name, those of organizations by their connection's id. */
@Component
class Providers {

    private static final Map<String, String> TITLES = Map.of("google", "Google", "microsoft", "Microsoft", "github", "GitHub", "auth0", "Auth0");
    private static final String GOOGLE = "https://accounts.google.com";

    private final Db db;
    private final ConnectionStore connections;
    private final Issuers issuers;
    private final SsoProperties properties;

    Providers(Db db, ConnectionStore connections, Issuers issuers, SsoProperties properties) {
        this.db = db;
        this.connections = connections;
        this.issuers = issuers;
        this.properties = properties;
    }

    /** @param connection null: the provider is everybody's */
    record Entry(String key, IdentityProvider provider, @Nullable Connection connection) {
    }

    /** What the page to sign in shows. */
    record Offer(String id, String name) {
    }

    List<Offer> offered() {
        return properties.set().keySet().stream().map(name -> new Offer(name, TITLES.getOrDefault(name, name))).toList();
    }

    /**
     * @param key a name such as {@code google}, or the id of a connection
     * @throws Problem.NotFound when there is none of it
     */
    Entry require(String key) {
        var client = properties.set().get(key.toLowerCase(Locale.ROOT));
        if (client != null) {
            return new Entry(key.toLowerCase(Locale.ROOT), of(key.toLowerCase(Locale.ROOT), client), null);
        }
        var id = id(key);
        var organization = id == null ? null : db.shared(tx -> connections.organizationOf(tx, id)).orElse(null);
        var entry = organization == null || id == null ? null : db.in(organization, tx -> connections.find(tx, id)
                .map(c -> new Entry(id.toString(), new OidcProvider(issuers, c.issuer(), c.clientId(), connections.secret(tx, id), false), c))
                .orElse(null));
        if (entry == null) {
            throw id == null ? new Problem.NotFound("There is no such way to sign in here.") : new Problem.NotFound("connection", id);
        }
        return entry;
    }

    private IdentityProvider of(String name, SsoProperties.Client client) {
        var id = String.valueOf(client.clientId());
        var secret = String.valueOf(client.clientSecret());
        if (name.equals("github")) {
            return new GitHubProvider(issuers.http(true), client.issuer() == null ? GitHubProvider.PUBLIC : client.issuer(), id, secret);
        }
        return new OidcProvider(issuers, client.issuer() == null ? GOOGLE : client.issuer(), id, secret, true);
    }

    /** The connection that owns the domain of an e-mail address; null when none does. */
    @Nullable Connection owning(String email) {
        var domain = Domains.of(email);
        var owner = domain == null ? null : db.shared(tx -> connections.ownerOf(tx, domain)).orElse(null);
        return owner == null ? null : db.in(owner.organization(), tx -> connections.find(tx, owner.connection()).orElse(null));
    }

    private static @Nullable UUID id(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
