package app.atelier.collaboration.realtime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * What waits to be sent to one client. Whoever has news never waits for a slow client: the queue takes it at once,
 * and a client whose queue is full is dropped. A thread exists only while there is something to send.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    /** In characters, over all that waits. */
    static final int CAPACITY = 4 << 20;

    private final WebSocketSession session;
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private long waiting;
    private boolean sending;
    private boolean closed;

    Outbox(WebSocketSession session) {
        this.session = session;
    }

    synchronized void offer(String message) {
        if (closed) {
            return;
        }
        if (!queue.isEmpty() && waiting + message.length() > CAPACITY) {
            close(Closing.SLOW);
            return;
        }
        queue.add(message);
        waiting += message.length();
        if (!sending) {
            sending = true;
            Thread.ofVirtual().name("realtime-send").start(this::send);
        }
    }

    /**
     * Waits until less than half the capacity waits, for senders that can take their time.
     *
     * @return false when the connection closed or did not get there in time
     */
    synchronized boolean awaitRoom(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!closed && waiting > CAPACITY / 2) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !closed;
    }

    /** Forgets what waits and closes the connection, without waiting for the client. */
    synchronized void close(CloseStatus status) {
        if (!closed) {
            closed = true;
            queue.clear();
            waiting = 0;
            notifyAll();
            Thread.ofVirtual().name("realtime-close").start(() -> end(status));
        }
    }

    private void end(CloseStatus status) {
        try {
            session.close(status);
        } catch (IOException | RuntimeException e) {
            log.debug("A live connection was gone before it was closed", e);
        }
    }

    private void send() {
        for (var message = next(); message != null; message = next()) {
            try {
                session.sendMessage(new TextMessage(message));
            } catch (IOException | RuntimeException e) {
                log.debug("A live connection broke", e);
                close(Closing.SLOW);
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable String next() {
        var message = queue.poll();
        if (message == null) {
            sending = false;
        } else {
            waiting -= message.length();
            notifyAll();
        }
        return message;
    }
}
