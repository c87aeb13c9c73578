package app.atelier.platform.issuer;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.platform.web.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves access tokens of another issuer (RFC 9068, and as Auth0, Keycloak and others make them), and leaves every
 * other token to our own verifier. An ID token says who signed in at some client and is none; so is a refresh token.
 */
public final class ExternalTokenVerifier implements TokenVerifier {

    private static final Logger log = LoggerFactory.getLogger(ExternalTokenVerifier.class);
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int LONGEST = 8_192;
    private static final int LONGEST_SUBJECT = 255;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** What only an ID token carries (OpenID Connect Core §2, §3.3.2.11). */
    private static final List<String> OF_ID_TOKENS = List.of("nonce", "at_hash", "c_hash", "s_hash");
    /** What Keycloak says in a claim of its own, and Amazon Cognito in another. */
    private static final Set<String> KINDS = Set.of("bearer", "at+jwt", "access");

    private final IssuerProperties issuer;
    private final String url;
    private final TokenVerifier own;
    private final Supplier<@Nullable ExternalPeople> people;
    private final Supplier<IssuerKeys> keys;
    private final Cache<String, Verified> proven = Caffeine.newBuilder().maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1)).build();

    /**
     * @param own    proves what the issuer did not issue
     * @param people null where nobody can be asked who somebody is
     */
    public ExternalTokenVerifier(IssuerProperties issuer, TokenVerifier own, Supplier<@Nullable ExternalPeople> people,
            Supplier<IssuerKeys> keys) {
        this.issuer = issuer;
        this.url = Objects.requireNonNull(issuer.url());
        this.own = own;
        this.people = people;
        this.keys = keys;
    }

    @Override
    public Verified verify(String token) {
        var jwt = theirs(token);
        if (jwt == null) {
            return own.verify(token);
        }
        var known = proven.getIfPresent(token);
        if (known == null) {
            known = prove(jwt);
            proven.put(token, known);
        }
        if (!known.expiresAt().isAfter(Instant.now())) {
            throw new InvalidToken("expired");
        }
        return known;
    }

    /** A token that says to be of the issuer; null for any other. */
    private @Nullable SignedJWT theirs(String token) {
        if (token.length() > LONGEST || token.chars().filter(c -> c == '.').count() != 2) {
            return null;
        }
        try {
            var jwt = SignedJWT.parse(token);
            return url.equals(jwt.getJWTClaimsSet().getIssuer()) ? jwt : null;
        } catch (ParseException e) {
            return null;
        }
    }

    private Verified prove(SignedJWT jwt) {
        var type = jwt.getHeader().getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            throw new InvalidToken("the type " + type + " is not that of an access token");
        }
        if (!signed(jwt)) {
            throw new InvalidToken("not signed by the issuer, or with an algorithm that does not count");
        }
        try {
            var claims = jwt.getJWTClaimsSet();
            check(claims);
            return new Verified(caller(claims), claims.getExpirationTime().toInstant().plus(SKEW),
                    claims.getIssueTime() == null ? Instant.EPOCH : claims.getIssueTime().toInstant());
        } catch (ParseException | IllegalArgumentException e) {
            throw new InvalidToken("malformed: " + e.getMessage());
        }
    }

    private boolean signed(SignedJWT jwt) {
        try {
            return keys.get().signed(jwt);
        } catch (IssuerFailure e) {
            log.warn("Tokens of {} cannot be proven: {}", url, e.getMessage());
            throw new Problem.Unavailable("The keys of the issuer " + url + " cannot be read right now; try again in a moment.");
        }
    }

    private void check(JWTClaimsSet claims) throws ParseException {
        var now = Instant.now();
        var subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new InvalidToken("no subject, or one that is too long");
        }
        if (!claims.getAudience().contains(issuer.audience())) {
            throw new InvalidToken("for another audience");
        }
        if (OF_ID_TOKENS.stream().anyMatch(c -> claims.getClaim(c) != null) || !kind(claims, "typ") || !kind(claims, "token_use")) {
            throw new InvalidToken("an ID or refresh token, not an access token");
        }
        if (claims.getExpirationTime() == null || !claims.getExpirationTime().toInstant().plus(SKEW).isAfter(now)) {
            throw new InvalidToken("expired, or never expiring");
        }
        if (later(claims.getNotBeforeTime(), now) || later(claims.getIssueTime(), now)) {
            throw new InvalidToken("not yet good");
        }
    }

    private static boolean kind(JWTClaimsSet claims, String claim) throws ParseException {
        var kind = claims.getStringClaim(claim);
        return kind == null || KINDS.contains(kind.toLowerCase(Locale.ROOT));
    }

    private static boolean later(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().minus(SKEW).isAfter(now);
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        var ask = people.get();
        if (ask == null) {
            throw new InvalidToken("nobody here can be asked whose it is");
        }
        var organization = issuer.organizationClaim() == null ? null : claims.getStringClaim(issuer.organizationClaim());
        if (issuer.organizationClaim() != null && organization == null) {
            throw new InvalidToken("the claim " + issuer.organizationClaim() + " is missing");
        }
        var person = new ExternalPerson(url, Objects.requireNonNull(claims.getSubject()), claims.getStringClaim(issuer.emailClaim()),
                Boolean.TRUE.equals(claims.getClaim("email_verified")), claims.getStringClaim("given_name"),
                claims.getStringClaim("family_name"), organization == null ? issuer.organization() : organization, role(claims));
        return ask.externalCaller(person).orElseThrow(() -> new InvalidToken("nobody here is linked to this subject"));
    }

    /** The highest role that the claim names; words that are no role of ours say nothing. */
    private @Nullable Role role(JWTClaimsSet claims) {
        var claim = issuer.roleClaim() == null ? null : claims.getClaim(issuer.roleClaim());
        if (issuer.roleClaim() == null) {
            return null;
        }
        var words = claim instanceof List<?> several ? several : claim == null ? List.of() : List.of(claim);
        for (var role : Role.values()) {
            if (words.contains(role.word())) {
                return role;
            }
        }
        throw new InvalidToken("the claim " + issuer.roleClaim() + " names no role");
    }
}
