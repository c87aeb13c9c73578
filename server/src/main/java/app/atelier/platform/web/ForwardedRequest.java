package app.atelier.platform.web;

import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A request as the one in front of us saw it: whose address, by which scheme, for which host. Who makes one has reason
 * to believe that one; the headers that said it are spent.
 */
public final class ForwardedRequest extends HttpServletRequestWrapper {

    /** The client's address is the last; what stands before it the client claimed. */
    public static final String FOR = "X-Forwarded-For";
    public static final String PROTO = "X-Forwarded-Proto";
    public static final String HOST = "X-Forwarded-Host";
    /** All of it in one header (RFC 7239). */
    public static final String FORWARDED = "Forwarded";

    private static final String ATTRIBUTE = ForwardedRequest.class.getName();

    private final Set<String> spent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final String address;
    private final @Nullable String claimed;
    private final String scheme;
    private final String host;
    private final URI origin;

    /**
     * @param address the client's
     * @param claimed what the client itself said of whom it forwards for, which nobody believes
     * @param scheme  {@code https}, or anything else for {@code http}
     * @param host    with its port unless it is the scheme's
     * @param proof   the header that gave reason to believe
     */
    public ForwardedRequest(HttpServletRequest request, String address, @Nullable String claimed, @Nullable String scheme,
            String host, @Nullable String proof) {
        super(request);
        spent.addAll(List.of(FOR, PROTO, HOST, FORWARDED));
        if (proof != null) {
            spent.add(proof);
        }
        this.address = address;
        this.claimed = claimed;
        this.scheme = "https".equalsIgnoreCase(scheme) ? "https" : "http";
        this.host = host;
        origin = origin(this.scheme, host);
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether it is settled already who sent a request. */
    static boolean is(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
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
    public StringBuffer getRequestURL() {
        var authority = origin.getRawAuthority() == null ? "unknown" : origin.getRawAuthority();
        return new StringBuffer(scheme).append("://").append(authority).append(getRequestURI());
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
        return spent.contains(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(super.getHeaderNames()));
        names.removeIf(name -> !getHeaders(name).hasMoreElements());
        return Collections.enumeration(names);
    }
}
