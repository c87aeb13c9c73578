package app.atelier.platform.remote;

import java.io.IOException;
import java.util.Collections;

import app.atelier.platform.security.TokenVerifier.InvalidToken;
import app.atelier.platform.web.ForwardedRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets services see a request as the gateway saw it: whose address, by which scheme, for which host. Only a gateway of
 * this installation is believed, by its token; what others say about forwarding stays what it is, a claim in a header.
 */
public final class ForwardedClients extends OncePerRequestFilter {

    /** Carries the gateway's token. */
    public static final String PROOF = "X-Atelier-Gateway";
    /** What that token is for; it opens nothing else. */
    public static final String AUDIENCE = "forwarded";

    private static final Logger log = LoggerFactory.getLogger(ForwardedClients.class);

    private final ServiceTokens tokens;

    public ForwardedClients(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isProved(request) ? forwarded(request) : request, response);
    }

    private static HttpServletRequest forwarded(HttpServletRequest request) {
        var chain = String.join(",", Collections.list(request.getHeaders(ForwardedRequest.FOR)));
        var last = chain.lastIndexOf(',');
        var host = request.getHeader(ForwardedRequest.HOST);
        return new ForwardedRequest(request, chain.substring(last + 1).strip(), last < 0 ? null : chain.substring(0, last).strip(),
                request.getHeader(ForwardedRequest.PROTO),
                host == null ? request.getServerName() + ":" + request.getServerPort() : host, PROOF);
    }

    private boolean isProved(HttpServletRequest request) {
        var proof = request.getHeader(PROOF);
        if (proof == null || request.getHeader(ForwardedRequest.FOR) == null) {
            return false;
        }
        try {
            tokens.verify(proof, AUDIENCE);
            return true;
        } catch (InvalidToken e) {
            log.warn("{} says it is a gateway and is not believed: {}", request.getRemoteAddr(), e.getMessage());
            return false;
        }
    }
}
