package app.atelier.gateway.routing;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * Two WebSockets joined: the client's to the gateway and the gateway's to a service. Each side is read only when the
 * other has taken what came before, so that nothing piles up here; what ends one ends the other with the same code
 * (RFC 6455 §7.4).
 */
final class Bridge implements WebSocket.Listener {

    /** The service went away in the middle: come back, another process will answer. */
    static final CloseStatus AWAY = new CloseStatus(1012, "the service is restarting; come back");
    private static final Logger log = LoggerFactory.getLogger(Bridge.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NO_STATUS = 1005;
    private static final int ABNORMAL = 1006;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final Runnable atEnd;
    private volatile @Nullable WebSocket service;
    private volatile @Nullable WebSocketSession client;

    /** @param atEnd runs once, when the bridge is down */
    Bridge(Runnable atEnd) {
        this.atEnd = atEnd;
    }

    void service(WebSocket socket) {
        service = socket;
    }

    /** The client is there: from now on the service is read. */
    void join(WebSocketSession session) {
        client = session;
        var socket = service;
        if (socket != null) {
            socket.request(1);
        }
    }

    /** Reading begins with the client, not with the connection. */
    @Override
    public void onOpen(WebSocket socket) {
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        toClient(socket, new TextMessage(data, last));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        toClient(socket, new BinaryMessage(bytes, last));
        return null;
    }

    private void toClient(WebSocket socket, WebSocketMessage<?> message) {
        var session = client;
        try {
            if (session != null) {
                session.sendMessage(message);
                socket.request(1);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("A client of a live connection is gone", e);
            end(new CloseStatus(1013, "too slow; come back and resume"));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(switch (code) {
            case NO_STATUS -> CloseStatus.NORMAL;
            case ABNORMAL -> AWAY;
            default -> new CloseStatus(code, reason);
        });
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        log.debug("A live connection to a service broke", failure);
        end(AWAY);
    }

    /** Hands a client's message on, and returns when the service's connection has taken it. */
    void toService(WebSocketMessage<?> message) {
        var socket = service;
        if (socket == null || ended.get()) {
            return;
        }
        try {
            taken(switch (message) {
                case TextMessage text -> socket.sendText(text.getPayload(), text.isLast());
                case BinaryMessage binary -> socket.sendBinary(binary.getPayload(), binary.isLast());
                default -> CompletableFuture.completedFuture(socket);
            });
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            log.debug("A live connection to a service takes nothing", e);
            end(AWAY);
        }
    }

    private static void taken(CompletableFuture<WebSocket> sending) throws ExecutionException, TimeoutException {
        try {
            sending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    /** Takes both sides down. Safe to call from anywhere and more than once. */
    void end(CloseStatus status) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Thread.ofVirtual().name("bridge-end").start(() -> {
            try {
                closeService(status);
                closeClient(status);
            } finally {
                atEnd.run();
            }
        });
    }

    private void closeService(CloseStatus status) {
        var socket = service;
        if (socket == null) {
            return;
        }
        try {
            if (!socket.isOutputClosed()) {
                taken(socket.sendClose(codeForService(status.getCode()), ""));
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("A live connection to a service was gone before it was closed", e);
        } finally {
            socket.abort();
        }
    }

    /** A WebSocket client may say no other codes than these (RFC 6455 §7.4.2). */
    private static int codeForService(int code) {
        return code >= 3000 && code < 5000 ? code : WebSocket.NORMAL_CLOSURE;
    }

    private void closeClient(CloseStatus status) {
        var session = client;
        try {
            if (session != null && session.isOpen()) {
                session.close(status);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("A client of a live connection was gone before it was closed", e);
        }
    }
}
