package app.atelier.gateway.routing;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * Hands a request's body to the HTTP client piece by piece, as fast as the service takes it. The request's own thread
 * does the reading: no other may touch a request that its container could meanwhile give away.
 */
final class Upload implements BodyPublisher {

    private static final int PIECE = 16 * 1024;

    private final long length;
    private @Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean cancelled;
    private boolean begun;

    /** @param length in bytes; -1 where it is not known */
    Upload(long length) {
        this.length = length;
    }

    @Override
    public long contentLength() {
        return length;
    }

    /** Whether any of the body was read, so that it cannot be sent again. */
    synchronized boolean hasBegun() {
        return begun;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> next) {
        var again = false;
        synchronized (this) {
            again = begun;
            if (!again) {
                subscriber = next;
                demand = 0;
                cancelled = false;
            }
        }
        next.onSubscribe(new Subscription() {
            @Override
            public void request(long pieces) {
                ask(next, pieces);
            }

            @Override
            public void cancel() {
                drop(next);
            }
        });
        if (again) {
            next.onError(new IOException("the body was sent already"));
        }
    }

    private synchronized void ask(Subscriber<?> who, long pieces) {
        if (who == subscriber) {
            demand += pieces;
            notifyAll();
        }
    }

    private synchronized void drop(Subscriber<?> who) {
        if (who == subscriber) {
            cancelled = true;
            notifyAll();
        }
    }

    /**
     * Sends what {@code in} gives until its end, or until the service has answered without waiting for it.
     *
     * @param idle how long the service may take nothing
     * @throws IOException when the client breaks off; the request to the service is broken off, too
     */
    void send(InputStream in, CompletableFuture<?> answer, Duration idle) throws IOException, InterruptedException {
        answer.whenComplete((_, _) -> {
            synchronized (this) {
                notifyAll();
            }
        });
        var buffer = new byte[PIECE];
        var sent = 0L;
        for (var to = next(answer, idle); to != null; to = next(answer, idle)) {
            try {
                var n = in.read(buffer);
                if (n < 0) {
                    to.onComplete();
                    return;
                }
                to.onNext(ByteBuffer.wrap(Arrays.copyOf(buffer, n)));
                sent += n;
                if (sent == length) {
                    to.onComplete();
                    return;
                }
            } catch (IOException | RuntimeException e) {
                to.onError(e);
                throw e;
            }
        }
    }

    /** Waits until the service wants a piece; null when it wants no more. */
    private synchronized @Nullable Subscriber<? super ByteBuffer> next(CompletableFuture<?> answer, Duration idle)
            throws InterruptedException, HttpTimeoutException {
        var deadline = System.nanoTime() + idle.toNanos();
        while (demand == 0 && !cancelled && !answer.isDone()) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new HttpTimeoutException("the service took nothing of the body for " + idle.toSeconds() + " s");
            }
            wait(left);
        }
        if (cancelled || answer.isDone()) {
            return null;
        }
        demand--;
        begun = true;
        return subscriber;
    }
}
