package app.atelier.gateway.limits;

import java.io.IOException;
import java.time.Duration;

import app.atelier.gateway.Api;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Answer;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.TokenFilter;
import app.atelier.platform.web.Addresses;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps callers of the API to their share: a token bucket per person, one per API token within it, and one per address
 * for those not signed in. Every answer says what is left, in the headers most clients know
 * (draft-ietf-httpapi-ratelimit-headers-07): how many fit at once, how many are left of them, in how many seconds all
 * are back.
 */
public final class RateLimits extends OncePerRequestFilter {

    private static final int BURST_SHARE = 6;
    private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

    private final Limits limits;
    private final Share person;
    private final Share token;
    private final Share anonymous;
    private final ProblemWriter problems;

    public RateLimits(Limits limits, LimitProperties properties, ProblemWriter problems) {
        this.limits = limits;
        this.person = share("person", properties.person());
        this.token = share("token", properties.token());
        this.anonymous = share("anonymous", properties.anonymous());
        this.problems = problems;
    }

    private static Share share(String name, long perMinute) {
        return new Share(name, Math.max(1, perMinute / BURST_SHARE), perMinute);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Api.serves(request);
    }

    private record Taken(Share share, Answer answer) {
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = TokenFilter.caller(request);
        var taken = caller == null ? take(anonymous, Addresses.share(request.getRemoteAddr())) : take(caller);
        tell(taken, response);
        if (taken.answer().granted()) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, new Problem.TooMany(taken.answer().waitSeconds()));
        }
    }

    /** The narrower of the two speaks. What its token has used up costs a person nothing. */
    private Taken take(Caller caller) {
        if (caller.scope() == null) {
            return take(person, caller.person().toString());
        }
        var byToken = take(token, caller.session().toString());
        if (!byToken.answer().granted()) {
            return byToken;
        }
        var byPerson = take(person, caller.person().toString());
        return byPerson.answer().granted() && byToken.answer().left() < byPerson.answer().left() ? byToken : byPerson;
    }

    private Taken take(Share share, String who) {
        return new Taken(share, limits.take(share, who));
    }

    private static void tell(Taken taken, HttpServletResponse response) {
        var share = taken.share();
        var missing = share.atOnce() - taken.answer().left();
        response.setHeader("RateLimit-Limit", String.valueOf(share.atOnce()));
        response.setHeader("RateLimit-Remaining", String.valueOf(taken.answer().left()));
        response.setHeader("RateLimit-Reset", String.valueOf(Math.ceilDiv(missing * MINUTE, share.perMinute())));
    }
}
