package app.atelier.gateway.origins;

import java.io.IOException;

import app.atelier.gateway.Api;
import app.atelier.platform.web.Origins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the allowed origins use the API (Fetch standard, "CORS protocol"). They bring tokens of their own:
 * credentials are never allowed, so that no cookie of a browser speaks for them. Others get no header at all, and their
 * browser keeps the answer from them.
 */
public final class Cors extends OncePerRequestFilter {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Range, X-Request-Id, traceparent";
    private static final String EXPOSED = "ETag, Location, Content-Disposition, Content-Range, Retry-After, RateLimit-Limit, RateLimit-Remaining, "
            + "RateLimit-Reset, X-Request-Id, Idempotency-Replayed, WWW-Authenticate";
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;

    public Cors(Origins origins) {
        this.origins = origins;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Api.serves(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // For whoever keeps answers on the way: the same address may answer another origin differently.
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var allowed = origin != null && origins.isAllowed(origin);
        if (allowed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        if (request.getMethod().equals("OPTIONS") && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null) {
            preflight(response, allowed);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void preflight(HttpServletResponse response, boolean allowed) {
        response.setStatus(allowed ? HttpServletResponse.SC_NO_CONTENT : HttpServletResponse.SC_FORBIDDEN);
        if (allowed) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        }
    }
}
