package app.atelier.platform.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Refuses heads of HTTP/1.1 that another server might read otherwise: lines that end without a carriage return, and
 * lines that go on in the next (RFC 9112 §2.2, §5.2). Tomcat takes both. It leaves the bytes of a head where they came
 * in, so that the end of each line can still be looked at; a line that went on was moved together and ends in the
 * middle of itself.
 */
final class PlainHeads extends ValveBase {

    PlainHeads() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (isPlain(request.getCoyoteRequest())) {
            getNext().invoke(request, response);
        } else {
            // Tomcat closes the connection after this status.
            response.setStatus(Response.SC_BAD_REQUEST);
        }
    }

    private static boolean isPlain(org.apache.coyote.Request request) {
        // HTTP/2 has no lines: there, no address was bytes of one.
        var head = request.requestURI().getByteChunk().getBytes();
        if (head == null) {
            return true;
        }
        var headers = request.getMimeHeaders();
        var end = lineEnd(head, request.protocol());
        for (var i = 0; i < headers.size() && end >= 0; i++) {
            var next = lineEnd(head, headers.getValue(i));
            end = next < 0 ? next : Math.max(end, next);
        }
        return end == 0 || end > 0 && isLineEnd(head, end + 2);
    }

    /** Where the line of a text ends; 0 for a text that does not lie in the head; -1 for a line that ends otherwise. */
    private static int lineEnd(byte[] head, MessageBytes text) {
        var chunk = text.getByteChunk();
        if (chunk.getBytes() != head) {
            return 0;
        }
        var at = chunk.getEnd();
        // Blanks after a value do not belong to it.
        while (at < head.length && (head[at] == ' ' || head[at] == '\t')) {
            at++;
        }
        return isLineEnd(head, at) ? at : -1;
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }
}
