package app.atelier.platform.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Receives traces as an OpenTelemetry collector does (OTLP 1.x over HTTP, protobuf), read without its schema: field
 * numbers are those of {@code opentelemetry/proto/trace/v1/trace.proto}.
 */
final class OtlpReceiver implements AutoCloseable {

    record Span(String trace, String id, String parent, String name) {
    }

    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_ID = 4;
    private static final int NAME = 5;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes());
            for (var resource : inside(request, RESOURCE_SPANS)) {
                for (var scope : inside(resource, SCOPE_SPANS)) {
                    for (var span : inside(scope, SPANS)) {
                        spans.add(new Span(hex(span, TRACE_ID), hex(span, SPAN_ID), hex(span, PARENT_ID),
                                bytes(span, NAME).toStringUtf8()));
                    }
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static List<UnknownFieldSet> inside(UnknownFieldSet message, int field) throws IOException {
        var parts = new java.util.ArrayList<UnknownFieldSet>();
        for (var bytes : message.getField(field).getLengthDelimitedList()) {
            parts.add(UnknownFieldSet.parseFrom(bytes));
        }
        return parts;
    }

    private static String hex(UnknownFieldSet message, int field) {
        return HexFormat.of().formatHex(bytes(message, field).toByteArray());
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        var values = message.getField(field).getLengthDelimitedList();
        return values.isEmpty() ? ByteString.EMPTY : values.getFirst();
    }
}
