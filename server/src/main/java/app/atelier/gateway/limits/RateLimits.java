package app.atelier.gateway.limits;

import java.io.IOException;

import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.security.TokenFilter;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps callers of the API to their share: a token bucket per person, or per address for those not signed in. */
public final class RateLimits extends OncePerRequestFilter {

    private static final int BURST_SHARE = 6;

    private final Limits limits;
    private final Share person;
    private final Share anonymous;
    private final ProblemWriter problems;

    public RateLimits(Limits limits, LimitProperties properties, ProblemWriter problems) {
        this.limits = limits;
        this.person = share("person", properties.person());
        this.anonymous = share("anonymous", properties.anonymous());
        this.problems = problems;
    }

    private static Share share(String name, long perMinute) {
        return new Share(name, Math.max(1, perMinute / BURST_SHARE), perMinute);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = TokenFilter.caller(request);
        var answer = caller == null ? limits.take(anonymous, request.getRemoteAddr())
                : limits.take(person, caller.person().toString());
        response.setHeader("RateLimit-Remaining", String.valueOf(answer.left()));
        if (answer.granted()) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, new Problem.TooMany(answer.waitSeconds()));
        }
    }
}
