package app.atelier.platform.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks addresses that somebody else chose. The name is resolved once, all its addresses are judged, and the connection
 * goes to one of those, with the name in {@code Host} and in TLS: who answers the resolver differently a moment later
 * (DNS rebinding) changes nothing. It follows no redirect, keeps no connection and no cookie, unpacks nothing, reads no
 * more than it was told to, and ends at its deadline, however slowly the other side drips.
 */
public final class OutgoingHttp implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final int AT_ONCE = 200;

    private final Guard guard;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outgoing-deadlines").factory());

    public OutgoingHttp(Destinations destinations, Names names) {
        this.guard = new Guard(destinations, names);
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Judged())
                .setMaxConnTotal(AT_ONCE).setMaxConnPerRoute(AT_ONCE)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT_WITHIN))
                        .setSocketTimeout(Timeout.of(CONNECT_WITHIN)).build())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(Timeout.of(CONNECT_WITHIN)).build())
                .build();
        this.client = HttpClientBuilder.create().setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().disableConnectionState()
                .setUserAgent("Atelier")
                .build();
    }

    /** What the client connects to is what was judged. */
    private final class Judged implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.addresses(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Judges URLs by the same rules, for whoever keeps them. */
    public Guard guard() {
        return guard;
    }

    /**
     * A request.
     *
     * @param body     empty sends none
     * @param deadline from the first byte sent to the last one read
     * @param most     bytes that are read of the answer; the rest is left unread
     */
    public record Request(String method, String url, Map<String, String> headers, byte[] body, String contentType, Duration deadline, int most) {
    }

    /**
     * What came back.
     *
     * @param headers by their names in small letters
     * @param body    as much as was asked for
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
    }

    /**
     * Sends a request and reads the answer, whatever it is.
     *
     * @throws Refused     for an address that must not be asked
     * @throws IOException when nobody answers, not in time, or not with HTTP; its message is for people
     */
    public Answer send(Request request) throws IOException {
        var uri = guard.read(request.url());
        if (uri.getScheme().equals("http")) {
            guard.require(uri, guard.addresses(uri.getHost()));
        }
        var message = message(uri, request);
        var late = new AtomicBoolean();
        var deadline = deadlines.schedule(() -> {
            late.set(true);
            message.cancel();
        }, request.deadline().toMillis(), TimeUnit.MILLISECONDS);
        try {
            var response = client.executeOpen(HttpHost.create(uri), message, null);
            try {
                return read(response, request.most());
            } finally {
                // Without this the client would read the rest, to be able to use the connection again.
                message.cancel();
                close(response);
            }
        } catch (UnknownHostException e) {
            throw new IOException("The name " + uri.getHost() + " has no address", e);
        } catch (IOException e) {
            throw new IOException(late.get() ? "No whole answer within " + request.deadline().toSeconds() + " s" : sentence(e), e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpUriRequestBase message(URI uri, Request request) {
        var message = new HttpUriRequestBase(request.method(), uri);
        message.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(request.deadline()))
                .setConnectionRequestTimeout(Timeout.of(request.deadline())).build());
        request.headers().forEach(message::setHeader);
        if (request.body().length > 0) {
            message.setEntity(new ByteArrayEntity(request.body(), ContentType.parse(request.contentType())));
        }
        return message;
    }

    private static Answer read(ClassicHttpResponse answer, int most) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var header : answer.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        var entity = answer.getEntity();
        var body = entity == null || most == 0 ? new byte[0] : entity.getContent().readNBytes(most);
        return new Answer(answer.getCode(), headers, body);
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // It was broken off, as wanted.
        }
    }

    private static String sentence(IOException e) {
        return switch (e) {
            case javax.net.ssl.SSLException _ -> "TLS failed: " + e.getMessage();
            case java.net.ConnectException _ -> "Nobody takes connections there";
            case java.net.SocketTimeoutException _ -> "No answer in time";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
