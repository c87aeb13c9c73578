package app.atelier.platform.remote;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import app.atelier.platform.security.TokenVerifier.InvalidToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
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
    /** The client's address is the last; what stands before it the client claimed. */
    public static final String FOR = "X-Forwarded-For";
    public static final String PROTO = "X-Forwarded-Proto";
    public static final String HOST = "X-Forwarded-Host";

    private static final Logger log = LoggerFactory.getLogger(ForwardedClients.class);

    private final ServiceTokens tokens;

    public ForwardedClients(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isProved(request) ? new Forwarded(request) : request, response);
    }

    private boolean isProved(HttpServletRequest request) {
        var proof = request.getHeader(PROOF);
        if (proof == null || request.getHeader(FOR) == null) {
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

    private static final class Forwarded extends HttpServletRequestWrapper {

        private static final Set<String> SPENT = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        static {
            SPENT.addAll(List.of(PROOF, FOR, PROTO, HOST));
        }

        private final String address;
        private final @Nullable String claimed;
        private final String scheme;
        private final String host;
        private final URI origin;

        Forwarded(HttpServletRequest request) {
            super(request);
            var chain = String.join(",", Collections.list(request.getHeaders(FOR)));
            var last = chain.lastIndexOf(',');
            address = chain.substring(last + 1).strip();
            claimed = last < 0 ? null : chain.substring(0, last).strip();
            scheme = "https".equals(request.getHeader(PROTO)) ? "https" : "http";
            var named = request.getHeader(HOST);
            host = named == null ? request.getServerName() + ":" + request.getServerPort() : named;
            origin = origin(scheme, host);
        }

        private static URI origin(String scheme, String host) {
            try {
                return URI.create(scheme + "://" + host);
            } catch (IllegalArgumentException e) {
                return URI.create(scheme + "://unknown");
            }
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme.equals("https");
        }

        @Override
        public String getServerName() {
            return origin.getHost() == null ? "unknown" : origin.getHost();
        }

        @Override
        public int getServerPort() {
            return origin.getPort() >= 0 ? origin.getPort() : isSecure() ? 443 : 80;
        }

        @Override
        public @Nullable String getHeader(String name) {
            var values = getHeaders(name);
            return values.hasMoreElements() ? values.nextElement() : null;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (name.equalsIgnoreCase(FOR) && claimed != null) {
                return Collections.enumeration(List.of(claimed));
            }
            if (name.equalsIgnoreCase(HttpHeaders.HOST)) {
                return Collections.enumeration(List.of(host));
            }
            return SPENT.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(Collections.list(super.getHeaderNames()));
            names.removeIf(name -> !getHeaders(name).hasMoreElements());
            return Collections.enumeration(names);
        }
    }
}
