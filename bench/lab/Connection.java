package lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One keep-alive HTTP/1.1 connection to loopback, as thin as can be: on few cores a full client would take as much of
 * them as the server that is measured.
 */
public final class Connection implements AutoCloseable {

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private boolean closing;

    public Connection(int port) throws IOException {
        host = "localhost:" + port;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** @param bytes the body's size as it came over the wire */
    public record Answer(int status, int bytes, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Answer send(String method, String path, String token, String body, String... headers) throws IOException {
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(256).append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ")
                .append(host).append("\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Type: application/json\r\nContent-Length: ").append(bytes.length).append("\r\n");
        }
        var out = new ByteArrayOutputStream(head.length() + bytes.length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(bytes);
        socket.getOutputStream().write(out.toByteArray());
        return read();
    }

    /** Whether the server said that it closes after the last answer. */
    public boolean closing() {
        return closing;
    }

    private Answer read() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = 0;
        var chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.startsWith("connection:") && header.contains("close")) {
                closing = true;
            } else if (header.startsWith("transfer-encoding:") && header.contains("chunked")) {
                chunked = true;
            }
        }
        if (!chunked) {
            var body = in.readNBytes(length);
            return new Answer(status, length, body);
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return new Answer(status, body.size(), body.toByteArray());
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
