package app.atelier.platform.web;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Refuses heads of HTTP/1.1 that another server might read otherwise: lines that end without a carriage return, and
 * what says where a body ends, or whose it is, in a line that goes on in the next (RFC 9112 §2.2, §5.2, §11.2). Tomcat
 * takes both. It leaves the bytes of a head where they came in, but for the blanks before a value, over which it moves
 * it; so the end of each line can still be looked at. Other lines that go on it makes one of, as the RFC lets it.
 */
final class PlainHeads extends ValveBase {

    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding");
    /** Before and after a value; a fold takes two bytes at least. */
    private static final int MOST_BLANKS = 1;

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
            var value = headers.getValue(i);
            var next = lineEnd(head, value);
            var folded = next > 0 && FRAMING.contains(headers.getName(i).toString().toLowerCase(Locale.ROOT))
                    && next - value.getByteChunk().getEnd() > MOST_BLANKS;
            end = next < 0 || folded ? -1 : Math.max(end, next);
        }
        return end == 0 || end > 0 && isLineEnd(head, end + 2);
    }

    /** Where the line of a text ends; 0 for a text that does not lie in the head; -1 for a line that ends otherwise. */
    private static int lineEnd(byte[] head, MessageBytes text) {
        var chunk = text.getByteChunk();
        if (chunk.isNull() || chunk.getBytes() != head) {
            return 0;
        }
        var at = chunk.getEnd();
        while (at < head.length && head[at] != '\r' && head[at] != '\n') {
            at++;
        }
        return isLineEnd(head, at) && !isBlank(head, at + 2) ? at : -1;
    }

    /** A line that begins with a blank goes on from the one before. */
    private static boolean isBlank(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t');
    }

    private static boolean isLineEnd(byte[] bytes, int at) {
        return at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
    }
}
