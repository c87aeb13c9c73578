package app.atelier.gateway.limits;

import java.io.IOException;
import java.time.Duration;

import app.atelier.platform.security.TokenFilter;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps callers of the API to their share: a token bucket per person, or per address for those not signed in. */
public final class RateLimits extends OncePerRequestFilter {

    private static final int CALLERS = 200_000;
    private static final int BURST_SHARE = 6;

    private final LimitProperties properties;
    private final ProblemWriter problems;
    private final LoadingCache<Object, Bucket> people = buckets(true);
    private final LoadingCache<Object, Bucket> addresses = buckets(false);

    public RateLimits(LimitProperties properties, ProblemWriter problems) {
        this.properties = properties;
        this.problems = problems;
    }

    private LoadingCache<Object, Bucket> buckets(boolean signedIn) {
        return Caffeine.newBuilder().maximumSize(CALLERS).expireAfterAccess(Duration.ofMinutes(10))
                .build(_ -> bucket(signedIn ? properties.person() : properties.anonymous()));
    }

    private static Bucket bucket(long perMinute) {
        return Bucket.builder().addLimit(l -> l.capacity(Math.max(1, perMinute / BURST_SHARE))
                .refillGreedy(perMinute, Duration.ofMinutes(1))).build();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = TokenFilter.caller(request);
        var bucket = caller == null ? addresses.get(request.getRemoteAddr()) : people.get(caller.person());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Remaining", String.valueOf(probe.getRemainingTokens()));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, new Problem.TooMany(
                    Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds())));
        }
    }
}
