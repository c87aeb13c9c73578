package app.atelier.auth.sso;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

import app.atelier.auth.sso.Issuers.Issuer;
import app.atelier.platform.issuer.IssuerFailure;
import app.atelier.platform.issuer.IssuerHttp;
import app.atelier.platform.issuer.IssuerKeys;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OpenID Connect: authorization code with PKCE, and an ID token that must hold in every respect (Core §3.1.3.7). */
final class OidcProvider implements IdentityProvider {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Scope SCOPE = new Scope("openid", "email", "profile");
    private static final int SKEW_SECONDS = 60;
    private static final int LONGEST_SUBJECT = 255;

    private final Issuers issuers;
    private final String name;
    private final ClientID client;
    private final @Nullable String secret;
    private final boolean trusted;

    /**
     * @param secret  null for a client that has none, whom PKCE alone proves
     * @param trusted whether whoever runs the installation has set it
     */
    OidcProvider(Issuers issuers, String issuer, String client, @Nullable String secret, boolean trusted) {
        this.issuers = issuers;
        this.name = issuer;
        this.client = new ClientID(client);
        this.secret = secret;
        this.trusted = trusted;
    }

    @Override
    public String issuer() {
        return name;
    }

    @Override
    public boolean tellsIssuer() {
        return issuers.find(name, trusted).tellsIssuer();
    }

    @Override
    public URI authorization(Secrets secrets, URI callback) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, callback)
                .endpointURI(issuers.find(name, trusted).authorization())
                .state(new State(secrets.state()))
                .nonce(new Nonce(secrets.nonce()))
                .codeChallenge(new CodeVerifier(secrets.verifier()), CodeChallengeMethod.S256)
                .build().toURI();
    }

    @Override
    public Identity redeem(String code, Secrets secrets, URI callback) {
        var issuer = issuers.find(name, trusted);
        var tokens = tokens(issuer, code, secrets, callback);
        try {
            if (!(tokens.getOIDCTokens().getIDToken() instanceof SignedJWT idToken)) {
                throw new IssuerFailure("The ID token is not signed.");
            }
            var claims = verified(issuer, idToken, secrets);
            return claims.getClaim("email") != null || issuer.userInfo() == null ? identity(claims)
                    : identity(userInfo(issuer.userInfo(), tokens.getOIDCTokens().getAccessToken().getValue(), claims));
        } catch (java.text.ParseException e) {
            throw new IssuerFailure("The ID token cannot be read: " + e.getMessage());
        }
    }

    private OIDCTokenResponse tokens(Issuer issuer, String code, Secrets secrets, URI callback) {
        var answer = send(exchange(issuer, code, new CodeVerifier(secrets.verifier()), callback));
        try {
            var parsed = OIDCTokenResponseParser.parse(answer);
            if (!parsed.indicatesSuccess()) {
                var error = parsed.toErrorResponse().getErrorObject();
                throw new IssuerFailure("The provider refused the exchange: " + error.getCode()
                        + (error.getDescription() == null ? "" : " (" + error.getDescription() + ")")
                        + ("invalid_client".equals(error.getCode()) ? "; are the client id and secret right?" : ""));
            }
            return (OIDCTokenResponse) parsed.toSuccessResponse();
        } catch (ParseException e) {
            throw new IssuerFailure("The provider's token answer cannot be read: " + e.getMessage());
        }
    }

    private HTTPRequest exchange(Issuer issuer, String code, @Nullable CodeVerifier verifier, URI callback) {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), callback, verifier);
        return (secret == null ? new TokenRequest(issuer.token(), client, grant)
                : new TokenRequest(issuer.token(), authentication(issuer, secret), grant)).toHTTPRequest();
    }

    private ClientAuthentication authentication(Issuer issuer, String secret) {
        return issuer.postsSecret() ? new ClientSecretPost(client, new Secret(secret)) : new ClientSecretBasic(client, new Secret(secret));
    }

    /**
     * Whether the provider knows the client and its secret, found out with a code that it cannot know.
     *
     * @return what it says against them; null when it minds only the code
     */
    @Nullable String refusal(URI callback) {
        var answer = send(exchange(issuers.find(name, trusted), "atelier-tests-the-connection", new CodeVerifier(), callback));
        try {
            var error = OIDCTokenResponseParser.parse(answer).toErrorResponse().getErrorObject().getCode();
            return "invalid_client".equals(error) || "unauthorized_client".equals(error) || answer.getStatusCode() == 401 ? error : null;
        } catch (ParseException | ClassCastException e) {
            return answer.getStatusCode() == 401 ? "401" : null;
        }
    }

    private HTTPResponse send(HTTPRequest request) {
        var http = HttpRequest.newBuilder(request.getURI()).header("Accept", "application/json");
        request.getHeaderMap().forEach((header, values) -> values.forEach(value -> http.header(header, value)));
        var answer = issuers.http(trusted).send(http.POST(BodyPublishers.ofString(request.getBody())));
        var response = new HTTPResponse(answer.status());
        try {
            response.setContentType(answer.type());
        } catch (ParseException e) {
            throw new IssuerFailure("The provider's answer is of no known type: " + answer.type());
        }
        response.setBody(answer.body());
        return response;
    }

    private JWTClaimsSet verified(Issuer issuer, SignedJWT token, Secrets secrets) throws java.text.ParseException {
        if (!issuer.keys().signed(token)) {
            throw new IssuerFailure("The ID token is not signed by the issuer with one of "
                    + String.join(", ", IssuerKeys.names()) + ".");
        }
        var claims = token.getJWTClaimsSet();
        try {
            new IDTokenClaimsVerifier(new com.nimbusds.oauth2.sdk.id.Issuer(name), client, new Nonce(secrets.nonce()), SKEW_SECONDS)
                    .verify(claims, null);
        } catch (BadJOSEException e) {
            throw new IssuerFailure("The ID token does not hold: " + e.getMessage());
        }
        if (claims.getAudience().size() > 1 && claims.getClaim("azp") == null) {
            throw new IssuerFailure("The ID token is for several clients and does not say which of them asked.");
        }
        if (claims.getSubject().isBlank() || claims.getSubject().length() > LONGEST_SUBJECT) {
            throw new IssuerFailure("The ID token's subject is empty or too long.");
        }
        return claims;
    }

    /** The address is not in every ID token. What is said there must be about the same subject (Core §5.3.2). */
    private JWTClaimsSet userInfo(URI address, String accessToken, JWTClaimsSet idToken) throws java.text.ParseException {
        IssuerHttp.Answer answer = issuers.http(trusted).send(HttpRequest.newBuilder(address)
                .header("Accept", "application/json").header("Authorization", "Bearer " + accessToken).GET());
        if (answer.status() != 200 || !answer.type().startsWith("application/json")) {
            return idToken;
        }
        try {
            var said = JSON.readValue(answer.body(), Map.class);
            if (!idToken.getSubject().equals(said.get("sub"))) {
                throw new IssuerFailure("The provider's user info is about another subject than the ID token.");
            }
            var both = new JWTClaimsSet.Builder(idToken);
            for (var claim : new String[] {"email", "email_verified", "given_name", "family_name", "name"}) {
                if (said.get(claim) != null && idToken.getClaim(claim) == null) {
                    both.claim(claim, said.get(claim));
                }
            }
            return both.build();
        } catch (JacksonException e) {
            return idToken;
        }
    }

    private Identity identity(JWTClaimsSet claims) throws java.text.ParseException {
        var verified = claims.getClaim("email_verified");
        var first = claims.getStringClaim("given_name");
        var last = claims.getStringClaim("family_name");
        var whole = claims.getStringClaim("name");
        if (first == null && last == null && whole != null) {
            var words = whole.strip().split("\\s+", 2);
            first = words[0];
            last = words.length > 1 ? words[1] : null;
        }
        // Some say it as text.
        return new Identity(name, claims.getSubject(), claims.getStringClaim("email"),
                verified == null ? null : Boolean.valueOf(verified.toString()), first, last);
    }
}
