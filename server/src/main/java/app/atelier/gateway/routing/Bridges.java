package app.atelier.gateway.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** All live connections that go through this gateway. */
final class Bridges extends AbstractWebSocketHandler implements SmartLifecycle {

    /** The first side to stop: clients should look for another gateway while this one lets its requests end. */
    private static final int PHASE = Integer.MAX_VALUE;
    private static final CloseStatus STOPPING = new CloseStatus(1001, "the gateway stops; come back");
    private static final String BRIDGE = Bridge.class.getName();
    /** Of a client's message, in bytes; no protocol of ours knows longer ones. */
    private static final int LARGEST_MESSAGE = 1 << 20;
    /** A client that does not read is given up on after so long. */
    private static final long SEND_TIMEOUT_MILLIS = 10_000;

    private final HttpClient client;
    private final Hops hops;
    private final RoutingProperties properties;
    private final Set<Bridge> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Bridges(HttpClient client, Hops hops, RoutingProperties properties) {
        this.client = client;
        this.hops = hops;
        this.properties = properties;
    }

    int count() {
        return open.size();
    }

    /**
     * Connects to the service before the client is let in, so that a service that is away is told as any other.
     *
     * @throws Problem what the service or the gateway has against it
     */
    Bridge connect(Upstream upstream, HttpServletRequest request, HttpServletResponse response) {
        if (open.size() >= properties.sockets()) {
            throw new Problem.Unavailable("This gateway holds as many live connections as it may; try again in a moment.");
        }
        var target = Target.of(request);
        for (var instance : upstream.inTurn()) {
            var bridge = new Bridge[1];
            bridge[0] = new Bridge(() -> open.remove(bridge[0]));
            try {
                bridge[0].service(await(open(instance.base(), target, bridge[0], request, response)));
                open.add(bridge[0]);
                return bridge[0];
            } catch (ExecutionException e) {
                if (e.getCause() instanceof WebSocketHandshakeException refused) {
                    throw refusal(refused.getResponse().statusCode(), upstream);
                }
                instance.away(e);
            } catch (TimeoutException e) {
                instance.away(e);
            }
        }
        throw new Problem.Unavailable("The service " + upstream.service() + " does not answer right now; try again in a moment.");
    }

    private static Problem refusal(int status, Upstream upstream) {
        return switch (status) {
            case 401 -> new Problem.Unauthenticated();
            case 403 -> new Problem.Forbidden("The service " + upstream.service() + " refused the live connection.");
            case 400, 404, 405 -> new Problem.NotFound("There is no live connection at this address.");
            default -> new Problem.Unavailable("The service " + upstream.service() + " refused the live connection; try again in a moment.");
        };
    }

    private CompletableFuture<WebSocket> open(URI base, String target, Bridge bridge, HttpServletRequest request,
            HttpServletResponse response) {
        var builder = client.newWebSocketBuilder().connectTimeout(Routing.CONNECT_WITHIN);
        hops.client(request, response, builder::header);
        // The origin was checked here, where the browser's address is known.
        return builder.buildAsync(URI.create(base.toString().replaceFirst("^http", "ws") + target), bridge);
    }

    private WebSocket await(CompletableFuture<WebSocket> opening)
            throws ExecutionException, TimeoutException {
        try {
            return opening.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        } finally {
            if (!opening.isDone()) {
                opening.thenAccept(WebSocket::abort);
            }
        }
    }

    /** One of these stands before the handshake of every route. */
    final class Interceptor implements HandshakeInterceptor {

        private final Upstream upstream;
        private final ProblemWriter problems;

        Interceptor(Upstream upstream, ProblemWriter problems) {
            this.upstream = upstream;
            this.problems = problems;
        }

        @Override
        public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                Map<String, Object> attributes) throws IOException {
            var asked = ((ServletServerHttpRequest) request).getServletRequest();
            var answer = ((ServletServerHttpResponse) response).getServletResponse();
            try {
                var bridge = connect(upstream, asked, answer);
                asked.setAttribute(BRIDGE, bridge);
                attributes.put(BRIDGE, bridge);
                return true;
            } catch (Problem problem) {
                problems.write(answer, problem);
                return false;
            }
        }

        @Override
        public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                @Nullable Exception failure) {
            var switched = ((ServletServerHttpResponse) response).getServletResponse().getStatus() == 101;
            if (!switched && ((ServletServerHttpRequest) request).getServletRequest().getAttribute(BRIDGE) instanceof Bridge bridge) {
                bridge.end(CloseStatus.PROTOCOL_ERROR);
            }
        }
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(LARGEST_MESSAGE);
        session.setBinaryMessageSizeLimit(LARGEST_MESSAGE);
        if (session instanceof NativeWebSocketSession raw && raw.getNativeSession() instanceof jakarta.websocket.Session tomcat) {
            tomcat.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_TIMEOUT_MILLIS);
        }
        of(session).join(session);
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
        of(session).toService(message);
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable failure) {
        of(session).end(CloseStatus.PROTOCOL_ERROR);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        of(session).end(status);
    }

    private static Bridge of(WebSocketSession session) {
        return (Bridge) Objects.requireNonNull(session.getAttributes().get(BRIDGE), "every session has its bridge");
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(bridge -> bridge.end(STOPPING));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
