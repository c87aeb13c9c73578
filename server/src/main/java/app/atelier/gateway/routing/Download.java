package app.atelier.gateway.routing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Takes an answer's body from the service piece by piece, as fast as the client reads it. */
final class Download implements Subscriber<List<ByteBuffer>> {

    /** A piece, or the end: with a failure when the service broke off. */
    private record Signal(List<ByteBuffer> piece, boolean end, @Nullable Throwable failure) {
    }

    /** The service broke off, as opposed to the client. */
    static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOff(Throwable cause) {
            super("the service broke off its answer", cause);
        }
    }

    /** At most two wait: one piece that was asked for, and the end. */
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;

    @Override
    public void onSubscribe(Subscription next) {
        subscription = next;
        next.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        signals.add(new Signal(piece, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(List.of(), true, null));
    }

    /**
     * @param idle how long the service may send nothing
     * @throws BrokenOff   when the service breaks off or stalls
     * @throws IOException when the client does
     */
    void to(OutputStream out, Duration idle) throws IOException, InterruptedException {
        try {
            for (var signal = next(out, idle); !signal.end(); signal = next(out, idle)) {
                for (var buffer : signal.piece()) {
                    write(buffer, out);
                }
                request();
            }
        } finally {
            cancel();
        }
    }

    /** What is there goes out before waiting for more. */
    private Signal next(OutputStream out, Duration idle) throws IOException, InterruptedException {
        var signal = signals.poll();
        if (signal == null) {
            out.flush();
            signal = signals.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (signal == null) {
            throw new BrokenOff(new HttpTimeoutException("nothing came for " + idle.toSeconds() + " s"));
        }
        if (signal.failure() != null) {
            throw new BrokenOff(signal.failure());
        }
        return signal;
    }

    private static void write(ByteBuffer buffer, OutputStream out) throws IOException {
        if (buffer.hasArray()) {
            out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        } else {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            out.write(bytes);
        }
    }

    private void request() {
        var current = subscription;
        if (current != null) {
            current.request(1);
        }
    }

    /** Gives up what is left; the connection to the service is closed then. */
    void cancel() {
        var current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
