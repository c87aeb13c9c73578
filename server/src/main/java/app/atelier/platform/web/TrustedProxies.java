package app.atelier.platform.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes what the proxies of {@code ATELIER_WEB_TRUSTED_PROXIES} say of their clients, in {@code X-Forwarded-*} or
 * {@code Forwarded} (RFC 7239), and nobody else. Each hop is believed about the one before it, from the right: the
 * client is the first that is no trusted proxy, and what that one claims is nothing to us.
 *
 * <p>A proxy writes one of the two headers and lets the other through as its client sent it. Where both are there and
 * name different clients, neither is believed.
 */
final class TrustedProxies extends OncePerRequestFilter {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")+");
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^;\\s]*)\\s*(?:;|$)");

    private final List<Network> networks;

    TrustedProxies(WebProperties properties) {
        networks = properties.proxies();
    }

    private record Hop(@Nullable InetAddress address, @Nullable String proto, @Nullable String host) {
    }

    private record Client(String address, @Nullable String claimed, @Nullable String proto, @Nullable String host) {
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var client = ForwardedRequest.is(request) || !isTrusted(Addresses.parse(request.getRemoteAddr())) ? null : client(request);
        chain.doFilter(client == null ? request : forwarded(request, client), response);
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }

    private static HttpServletRequest forwarded(HttpServletRequest request, Client client) {
        var named = client.host() != null && HOST.matcher(client.host()).matches() ? client.host() : request.getHeader(HttpHeaders.HOST);
        return new ForwardedRequest(request, client.address(), client.claimed(),
                client.proto() == null ? request.getScheme() : client.proto(),
                named == null ? request.getServerName() : named, null);
    }

    private @Nullable Client client(HttpServletRequest request) {
        var usual = hops(request, ForwardedRequest.FOR).stream().map(hop -> new Hop(address(hop), null, null)).toList();
        var standard = standard(request);
        if (usual.isEmpty()) {
            return standard.isEmpty() ? said(request, new Client(request.getRemoteAddr(), null, null, null)) : client(standard);
        }
        var byUsual = client(usual);
        var byStandard = standard.isEmpty() ? byUsual : client(standard);
        return byUsual == null || byStandard == null || !byStandard.address().equals(byUsual.address()) ? null : said(request, byUsual);
    }

    /** Null when not even the proxy's own word can be read. */
    private @Nullable Client client(List<Hop> hops) {
        Client client = null;
        for (var i = hops.size() - 1; i >= 0; i--) {
            var hop = hops.get(i);
            if (hop.address() == null) {
                break;
            }
            var before = hops.subList(0, i).stream().map(Hop::address).map(a -> a == null ? "unknown" : a.getHostAddress()).toList();
            client = new Client(hop.address().getHostAddress(), before.isEmpty() ? null : String.join(", ", before), hop.proto(), hop.host());
            if (!isTrusted(hop.address())) {
                break;
            }
        }
        return client;
    }

    /** Scheme and host of {@code X-Forwarded-*}: the last, which the proxy next to us wrote. */
    private static Client said(HttpServletRequest request, Client client) {
        return new Client(client.address(), client.claimed(), last(hops(request, ForwardedRequest.PROTO)), last(hops(request, ForwardedRequest.HOST)));
    }

    private static @Nullable String last(List<String> values) {
        return values.isEmpty() ? null : values.getLast();
    }

    private static List<String> hops(HttpServletRequest request, String header) {
        var hops = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders(header))) {
            for (var hop : line.split(",", -1)) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    private static List<Hop> standard(HttpServletRequest request) {
        var hops = new ArrayList<Hop>();
        for (var line : Collections.list(request.getHeaders(ForwardedRequest.FORWARDED))) {
            ELEMENT.matcher(line).results().forEach(element -> hops.add(hop(element.group())));
        }
        return hops;
    }

    private static Hop hop(String element) {
        InetAddress address = null;
        String proto = null;
        String host = null;
        var pairs = PAIR.matcher(element);
        while (pairs.find()) {
            var value = pairs.group(2).startsWith("\"")
                    ? pairs.group(2).substring(1, pairs.group(2).length() - 1).replaceAll("\\\\(.)", "$1") : pairs.group(2);
            switch (pairs.group(1).toLowerCase(java.util.Locale.ROOT)) {
                case "for" -> address = address(value);
                case "proto" -> proto = value;
                case "host" -> host = value;
                default -> {
                    // "by" and extensions say nothing of the client.
                }
            }
        }
        return new Hop(address, proto, host);
    }

    /** With or without a port; IPv6 with a port stands in brackets. */
    private static @Nullable InetAddress address(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return Addresses.parse(hop.substring(1, hop.indexOf(']')));
        }
        var colon = hop.indexOf(':');
        return Addresses.parse(colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop);
    }
}
