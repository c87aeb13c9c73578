package app.atelier.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.web.Problem;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Proves API tokens, which say nothing themselves, by asking the {@link TokenBook}; everything else goes on to who
 * proves signed tokens. An answer holds for {@link #HOLDS}, so a burst of requests asks once, and a token that was
 * ended is dead everywhere soon after, whether any message about it arrived or not.
 */
public final class ApiTokenVerifier implements TokenVerifier {

    /** Together with the second in which live connections look again: under 5 s. */
    static final Duration HOLDS = Duration.ofSeconds(3);
    private static final int MOST = 20_000;
    /** Personal and organization tokens. */
    private static final String KINDS = "po";

    private final TokenVerifier signed;
    private final ObjectProvider<TokenBook> book;
    private final LoadingCache<String, Optional<Verified>> answers;

    /** @param book absent in a process that may not ask others */
    public ApiTokenVerifier(TokenVerifier signed, ObjectProvider<TokenBook> book) {
        this.signed = signed;
        this.book = book;
        this.answers = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(HOLDS).build(this::ask);
    }

    /** Whether this looks like an API token: no JWT begins so. */
    private static boolean recognizes(String token) {
        var kind = MarkedTokens.kind(token);
        return kind != MarkedTokens.NONE && KINDS.indexOf(kind) >= 0;
    }

    /** What is kept and asked of a token instead of itself. */
    private static String hash(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(token));
    }

    @Override
    public Verified verify(String token) {
        if (!recognizes(token)) {
            return signed.verify(token);
        }
        var bearer = answers.get(hash(token)).orElseThrow(() -> new InvalidToken("no API token of ours, or ended"));
        if (bearer.expiresAt().isBefore(Instant.now())) {
            throw new InvalidToken("expired");
        }
        return bearer;
    }

    private Optional<Verified> ask(String hash) {
        var known = book.getIfAvailable();
        if (known == null) {
            throw new Problem.Unavailable("This process cannot ask auth about API tokens: ATELIER_SERVICE_SECRET is missing.");
        }
        return known.bearer(hash);
    }
}
