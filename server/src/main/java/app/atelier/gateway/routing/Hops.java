package app.atelier.gateway.routing;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import app.atelier.platform.remote.ForwardedClients;
import app.atelier.platform.remote.ServiceTokens;
import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.web.ForwardedRequest;
import app.atelier.platform.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Which headers travel on from one connection to the next, and what the gateway says of the client. */
final class Hops {

    /** About one connection only (RFC 9110 §7.6.1), with those that come from before HTTP/1.1. */
    private static final List<String> ONE_HOP = List.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
    /** The HTTP client says these itself; the gateway compresses, so that answers can be kept and merged as they are. */
    private static final List<String> OURS_TO_SAY = List.of("host", "content-length", "expect", "accept-encoding",
            "x-request-id", TraceContext.HEADER, ForwardedRequest.FOR, ForwardedRequest.PROTO, ForwardedRequest.HOST,
            ForwardedClients.PROOF);
    private static final long PROOF_GOOD_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final List<String> OF_THE_ANSWER = List.of("date", "server", "content-length", "x-request-id");

    private final @Nullable ServiceTokens tokens;
    private volatile @Nullable Proof proof;

    private record Proof(String token, long issuedAt) {
    }

    /** @param tokens null where services are not to believe this gateway */
    Hops(@Nullable ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /** Copies what a request says, and who sent it from where. */
    void onward(HttpServletRequest from, HttpServletResponse answer, HttpRequest.Builder to) {
        var dropped = dropped(Collections.list(from.getHeaders("Connection")));
        dropped.addAll(OURS_TO_SAY);
        for (var name : Collections.list(from.getHeaderNames())) {
            if (!dropped.contains(name)) {
                Collections.list(from.getHeaders(name)).forEach(value -> to.header(name, value));
            }
        }
        client(from, answer, to::setHeader);
    }

    /** Sets one header. */
    @FunctionalInterface
    interface Setter {
        void set(String name, String value);
    }

    /**
     * The client's address goes to the end of {@code X-Forwarded-For}; what the client itself claimed stays before it,
     * where nobody believes it.
     */
    void client(HttpServletRequest from, HttpServletResponse answer, Setter to) {
        var claimed = new ArrayList<>(Collections.list(from.getHeaders(ForwardedRequest.FOR)));
        claimed.add(from.getRemoteAddr());
        to.set(ForwardedRequest.FOR, String.join(", ", claimed));
        to.set(ForwardedRequest.PROTO, from.getScheme());
        to.set(ForwardedRequest.HOST, host(from));
        if (tokens != null) {
            to.set(ForwardedClients.PROOF, proof(tokens));
        }
        var trace = TraceContext.header();
        if (trace != null) {
            to.set(TraceContext.HEADER, trace);
        }
        var requestId = answer.getHeader(RequestIds.HEADER);
        if (requestId != null) {
            to.set(RequestIds.HEADER, requestId);
        }
    }

    /** Good for a minute, and made anew three times in it. */
    private String proof(ServiceTokens by) {
        var known = proof;
        if (known == null || System.nanoTime() - known.issuedAt() > PROOF_GOOD_NANOS) {
            known = new Proof(by.issue(ForwardedClients.AUDIENCE), System.nanoTime());
            proof = known;
        }
        return known.token();
    }

    /** As the client wrote it, in a header or (HTTP/2) in the address. */
    private static String host(HttpServletRequest from) {
        var usual = from.getServerPort() == (from.isSecure() ? 443 : 80);
        return usual ? from.getServerName() : from.getServerName() + ":" + from.getServerPort();
    }

    /** Copies what an answer says; where the gateway has said the same of its own accord, the service's word holds. */
    static void back(HttpHeaders from, HttpServletResponse to) {
        var dropped = dropped(from.allValues("Connection"));
        dropped.addAll(OF_THE_ANSWER);
        from.map().forEach((name, values) -> {
            if (!dropped.contains(name)) {
                to.setHeader(name, values.getFirst());
                values.stream().skip(1).forEach(value -> to.addHeader(name, value));
            }
        });
        from.firstValueAsLong("Content-Length").ifPresent(to::setContentLengthLong);
    }

    private static Set<String> dropped(List<String> connection) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(ONE_HOP);
        connection.stream().flatMap(v -> Arrays.stream(v.split(","))).map(String::strip).filter(n -> !n.isEmpty()).forEach(names::add);
        return names;
    }
}
