package app.atelier.auth.clients;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import app.atelier.auth.tokens.MachineKeys;
import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A client asks, through a person's browser, to act for them (OAuth 2.1 draft §4.1.1). The person sees who asks for what
 * and says yes or no; a yes makes a code, good for a minute and one exchange.
 */
@Component
class Consents {

    static final Duration CODE_GOOD_FOR = Duration.ofSeconds(60);
    private static final char CODE = 'c';
    /** A code that turns up again is still known for so long. */
    private static final Duration REMEMBERED = Duration.ofDays(1);
    /** A SHA-256 in base64url (RFC 7636 §4.2). */
    private static final String CHALLENGE = "[A-Za-z0-9_-]{43}";

    private final Db db;
    private final ClientStore clients;
    private final GrantStore store;
    private final MachineKeys keys;
    private final Address address;

    Consents(Db db, ClientStore clients, GrantStore store, MachineKeys keys, Address address) {
        this.db = db;
        this.clients = clients;
        this.store = store;
        this.keys = keys;
        this.address = address;
    }

    /** What the client sent; everything but its id and address is checked to be answered to it. */
    record Request(UUID clientId, String redirectUri, @Nullable String responseType, @Nullable String scope,
            @Nullable String state, @Nullable String codeChallenge, @Nullable String codeChallengeMethod) {
    }

    /**
     * What the person is asked.
     *
     * @param redirectTo where to go instead of asking, because the request is not one that could be allowed; else null
     */
    record Question(@Nullable ApiClient client, Set<Permission> scopes, @Nullable String redirectTo) {
    }

    Question ask(Caller caller, Request request) {
        caller.require(Permission.SELF_SECURITY);
        var client = client(caller, request);
        var error = error(request, client);
        return error != null ? new Question(null, Set.of(), answer(request, error)) : new Question(client, scopes(request, client), null);
    }

    /** Where the browser goes with the answer. */
    String decide(Caller caller, Request request, boolean allowed) {
        caller.require(Permission.SELF_SECURITY);
        var client = client(caller, request);
        var error = error(request, client);
        if (error != null) {
            return answer(request, error);
        }
        if (!allowed) {
            return answer(request, Map.of("error", "access_denied"));
        }
        return answer(request, Map.of("code", code(caller, request, client)));
    }

    private String code(Caller caller, Request request, ApiClient client) {
        var secret = MarkedTokens.random(CODE);
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var code = new GrantStore.Code(Ids.next(), client.id(), caller.person(), request.redirectUri(), scopes(request, client),
                String.valueOf(request.codeChallenge()), now.plus(CODE_GOOD_FOR));
        db.in(caller.organization(), tx -> {
            keys.forget(tx, store.forgetCodes(tx, now.minus(REMEMBERED)));
            store.insert(tx, code);
            keys.keep(tx, MachineKeys.Kind.CODE, secret, code.id());
            return null;
        });
        return secret;
    }

    /**
     * An unknown client, or an address that is not exactly one of its own, is told to the person and never answered to:
     * whoever is there may be anybody (RFC 9700 §4.1).
     */
    private ApiClient client(Caller caller, Request request) {
        var client = db.in(caller.organization(), tx -> clients.find(tx, request.clientId()))
                .orElseThrow(() -> new Problem.NotFound("client", request.clientId()));
        if (!client.redirectUris().contains(request.redirectUri())) {
            throw new Problem.Invalid("redirectUri", "is not registered for " + client.name());
        }
        return client;
    }

    /** What is wrong with the request, for the client (RFC 6749 §4.1.2.1); null when nothing is. */
    private static @Nullable Map<String, String> error(Request request, ApiClient client) {
        if (!"code".equals(request.responseType())) {
            return Map.of("error", "unsupported_response_type");
        }
        if (request.codeChallenge() == null || !request.codeChallenge().matches(CHALLENGE)) {
            return Map.of("error", "invalid_request", "error_description", "code_challenge must be a SHA-256 in base64url (PKCE)");
        }
        if (!"S256".equals(request.codeChallengeMethod())) {
            return Map.of("error", "invalid_request", "error_description", "code_challenge_method must be S256");
        }
        try {
            if (!client.scopes().containsAll(scopes(request, client))) {
                return Map.of("error", "invalid_scope");
            }
        } catch (IllegalArgumentException e) {
            return Map.of("error", "invalid_scope");
        }
        return null;
    }

    /** Without a scope, all that the client may ask for. */
    private static Set<Permission> scopes(Request request, ApiClient client) {
        return request.scope() == null || request.scope().isBlank() ? client.scopes() : Scopes.of(request.scope());
    }

    private String answer(Request request, Map<String, String> what) {
        var parameters = new LinkedHashMap<>(what);
        if (request.state() != null) {
            parameters.put("state", request.state());
        }
        // So that a client of several servers knows which of them answered (RFC 9207).
        parameters.put("iss", address.base());
        return request.redirectUri() + (request.redirectUri().contains("?") ? "&" : "?") + parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
