package rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import lab.Account;
import lab.Connection;
import lab.Row;
import lab.Running;

/**
 * Clients that send too slowly and clients that send too much, from an address of their own, while a probe asks ten
 * times a second from another.
 */
public final class SlowAndHuge implements Row {

    private static final int SLOW = 1_000;
    private static final int SECONDS = 60;
    private static final int PROBES_A_SECOND = 10;
    private static final double FINE = 0.999;
    private static final double P99_MS = 500;
    private static final long MORE_MIB = 64;
    /** Slow connections that are open at the end had not begun 20 s, and what a look costs, before it. */
    private static final int HEAD_SECONDS = 22;
    private static final String ATTACKER = "127.0.0.66";
    private static final long HUGE = 10L << 30;
    private static final int DEEP = 10_000;

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public String fault() {
        return "%,d connections that send a byte every 5 s; a 10 GiB body, a gzip bomb, JSON %,d deep".formatted(SLOW, DEEP);
    }

    @Override
    public String control() {
        return "a head may take 5 minutes, 600 connections in all and from one address";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, Map.of());
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, Map.of("ATELIER_WEB_TIMEOUT", "5m", "ATELIER_WEB_CONNECTIONS", "600", "ATELIER_WEB_CONNECTIONS_PER_ADDRESS", "600"));
    }

    private static Outcome run(Path root, Path scratch, Map<String, String> settings) throws Exception {
        try (var server = Running.start(root, scratch.resolve("data"), Running.freePort(), settings)) {
            var account = Account.register(server.port);
            var path = "/v1/projects/" + account.projects(1).getFirst();
            // The heap grows to its usual size before it is measured.
            try (var connection = new Connection(server.port)) {
                for (var n = 0; n < 2_000; n++) {
                    connection.send("GET", path, account.token(), null);
                }
            }
            var before = server.memory().jvm();
            var slow = new Slow(server.port);
            var probe = new Probe(server.port, path, account.token());
            slow.thread.start();
            probe.thread.start();
            var huge = huge(server.port);
            var bomb = bomb(server.port);
            var deep = deep(server.port);
            probe.thread.join();
            var after = server.memory().jvm();
            var held = slow.end();
            var fine = probe.fine.get() / (double) (PROBES_A_SECOND * SECONDS);
            var p99 = probe.p99();
            return new Outcome(fine >= FINE && p99 <= P99_MS && huge == 413 && bomb == 415 && deep == 400 && after - before <= MORE_MIB && held == 0,
                    "%.1f %% of %d probes fine, p99 %.0f ms; answers %d, %d, %d; memory %+d MiB; %d slow heads held past %d s"
                            .formatted(100 * fine, PROBES_A_SECOND * SECONDS, p99, huge, bomb, deep, after - before, held, HEAD_SECONDS));
        }
    }

    /** Holds as many connections as it can, each with a head that does not end. */
    private static final class Slow {

        private record Held(Socket socket, long began) {
        }

        private final AtomicBoolean on = new AtomicBoolean(true);
        private final ArrayList<Held> open = new ArrayList<>();
        private final int port;
        private int past;
        private final Thread thread = Thread.ofPlatform().unstarted(this::run);

        Slow(int port) {
            this.port = port;
        }

        private void run() {
            while (on.get()) {
                for (var n = open.size(); n < SLOW && on.get(); n++) {
                    try {
                        open.add(new Held(connect(port), System.nanoTime()));
                        write(open.getLast().socket(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
                    } catch (IOException refused) {
                        break;
                    }
                }
                open.removeIf(held -> !isHeld(held));
                try {
                    Thread.sleep(5_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private boolean isHeld(Held held) {
            try {
                write(held.socket(), "x");
                // A server that closed has said so; reading tells.
                held.socket().setSoTimeout(1);
                if (held.socket().getInputStream().read() >= 0) {
                    return false;
                }
            } catch (java.net.SocketTimeoutException stillOpen) {
                if (System.nanoTime() - held.began() > HEAD_SECONDS * 1_000_000_000L) {
                    past++;
                }
                return true;
            } catch (IOException closed) {
                // As it should be.
            }
            try {
                held.socket().close();
            } catch (IOException e) {
                // It was closed already.
            }
            return false;
        }

        /** How often a connection was found open past its time. */
        int end() throws Exception {
            on.set(false);
            thread.interrupt();
            thread.join();
            for (var held : open) {
                held.socket().close();
            }
            return past;
        }
    }

    /** Asks at a steady rate, each time on a connection of its own, as a newcomer must. */
    private static final class Probe {

        private final AtomicInteger fine = new AtomicInteger();
        private final long[] times = new long[PROBES_A_SECOND * SECONDS];
        private final Thread thread;

        Probe(int port, String path, String token) {
            thread = Thread.ofPlatform().unstarted(() -> run(port, path, token));
        }

        private void run(int port, String path, String token) {
            var running = new ArrayList<Thread>();
            for (var n = 0; n < times.length; n++) {
                var number = n;
                running.add(Thread.ofVirtual().start(() -> ask(port, path, token, number)));
                try {
                    Thread.sleep(1_000 / PROBES_A_SECOND);
                } catch (InterruptedException e) {
                    return;
                }
            }
            for (var each : running) {
                try {
                    each.join(30_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void ask(int port, String path, String token, int number) {
            times[number] = Long.MAX_VALUE;
            var began = System.nanoTime();
            try (var connection = new Connection(port)) {
                if (connection.send("GET", path, token, null).status() == 200) {
                    times[number] = System.nanoTime() - began;
                    fine.incrementAndGet();
                }
            } catch (IOException e) {
                // It counts as not fine.
            }
        }

        double p99() {
            var sorted = times.clone();
            Arrays.sort(sorted);
            return sorted[(int) (sorted.length * 0.99)] / 1e6;
        }
    }

    private static final String HEAD = "POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static int huge(int port) throws IOException {
        try (var socket = connect(port)) {
            write(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n");
            var chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            try {
                for (var sent = 0L; sent < HUGE; sent += 1 << 20) {
                    socket.getOutputStream().write(chunk);
                    if (socket.getInputStream().available() > 0) {
                        break;
                    }
                }
            } catch (IOException closed) {
                // The answer came before.
            }
            return status(socket);
        }
    }

    private static int bomb(int port) throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bomb)) {
            var zeros = new byte[1 << 20];
            for (var n = 0; n < 512; n++) {
                zip.write(zeros);
            }
        }
        try (var socket = connect(port)) {
            write(socket, HEAD + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            socket.getOutputStream().write(bomb.toByteArray());
            return status(socket);
        }
    }

    private static int deep(int port) throws IOException {
        var body = "[".repeat(DEEP) + "]".repeat(DEEP);
        try (var socket = connect(port)) {
            write(socket, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            return status(socket);
        }
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ATTACKER), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 2_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** 0 when the connection ended without an answer. */
    private static int status(Socket socket) throws IOException {
        try {
            var line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return line.length() == 12 ? Integer.parseInt(line.substring(9)) : 0;
        } catch (IOException reset) {
            return 0;
        }
    }
}
