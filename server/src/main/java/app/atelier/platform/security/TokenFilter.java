package app.atelier.platform.security;

import java.io.IOException;

import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the bearer token of a request and keeps who it proves; whether a route demands one is decided later. */
public final class TokenFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(TokenFilter.class);
    private static final String CALLER = Caller.class.getName();
    private static final String BEARER = "Bearer ";
    /** As log lines carry them; {@code RequestIds} takes them off again. */
    private static final String PERSON = "person";
    private static final String ORGANIZATION = "organization";

    private final TokenVerifier verifier;
    private final Revocations revocations;
    private final ProblemWriter problems;

    public TokenFilter(TokenVerifier verifier, Revocations revocations, ProblemWriter problems) {
        this.verifier = verifier;
        this.revocations = revocations;
        this.problems = problems;
    }

    /** Who the request's token proves; null without a good one. */
    public static @Nullable Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(CALLER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            read(request);
        } catch (Problem.Unavailable keysAway) {
            problems.write(response, keysAway);
            return;
        }
        chain.doFilter(request, response);
    }

    private void read(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            try {
                var token = verifier.verify(header.substring(BEARER.length()).trim());
                if (revocations.isDead(token)) {
                    throw new TokenVerifier.InvalidToken("its session has ended");
                }
                var caller = token.caller();
                request.setAttribute(CALLER, caller);
                MDC.put(PERSON, caller.person().toString());
                MDC.put(ORGANIZATION, caller.organization().toString());
            } catch (TokenVerifier.InvalidToken e) {
                log.debug("A bearer token was refused: {}", e.getMessage());
            }
        }
    }
}
