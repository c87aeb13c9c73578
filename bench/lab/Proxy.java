package lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes TCP on within loopback, and cuts connections when a certain text is on its way: before it arrives. */
public final class Proxy implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger cutsLeft = new AtomicInteger();
    private final int target;
    private final String text;

    /** @param text what a client sends in one piece, such as a part of a request's first line */
    public Proxy(int target, String text) throws IOException {
        this.target = target;
        this.text = text;
        Thread.ofVirtual().start(this::open);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Cuts as often from now on; returns when it has. */
    public void cut(int times) throws InterruptedException {
        cutsLeft.set(times);
        while (cutsLeft.get() > 0) {
            Thread.sleep(20);
        }
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                // The loop sees it.
            }
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            Thread.ofVirtual().start(() -> pass(server, client, false));
            pass(client, server, true);
        } catch (IOException refused) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to, boolean watched) {
        var buffer = new byte[64 * 1024];
        try {
            for (var n = from.getInputStream().read(buffer); n >= 0; n = from.getInputStream().read(buffer)) {
                if (watched && cuts(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException gone) {
            // Both are closed below.
        } finally {
            close(from);
            close(to);
        }
    }

    private boolean cuts(String passing) {
        return passing.contains(text) && cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
