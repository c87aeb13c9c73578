package app.atelier.gateway.origins;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

import app.atelier.gateway.Api;
import app.atelier.platform.web.Origins;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other origins from changing anything with a cookie of ours, besides the cookie's own
 * {@code SameSite=Strict}: what browsers say of a request's origin ({@code Sec-Fetch-Site}, else {@code Origin}) must be
 * Atelier itself. Programs, which say neither, carry no cookies but their own.
 */
public final class CrossSite extends OncePerRequestFilter {

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** A person's own doing: a page of ours, or an address they typed. */
    private static final Set<String> OWN = Set.of("same-origin", "none");
    /** The only routes that a cookie alone opens. */
    private static final Set<String> BY_COOKIE = Set.of("/v1/auth/refresh", "/v1/auth/logout");
    private static final String OUR_COOKIES = "__Host-atelier-";

    private final Origins origins;
    private final ProblemWriter problems;

    public CrossSite(Origins origins, ProblemWriter problems) {
        this.origins = origins;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HARMLESS.contains(request.getMethod()) || !Api.serves(request) || !hasCookie(request) && !BY_COOKIE.contains(Api.path(request));
    }

    private static boolean hasCookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies != null && Arrays.stream(cookies).anyMatch(cookie -> cookie.getName().startsWith(OUR_COOKIES));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(response, new Problem.Forbidden("A page of another site asked for this. Open Atelier itself and try again there."));
        }
    }

    private boolean isOwn(HttpServletRequest request) {
        var site = request.getHeader(FETCH_SITE);
        if (site != null) {
            return OWN.contains(site);
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || origins.isOurs(request, origin);
    }
}
