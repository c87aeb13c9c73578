package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import app.atelier.House;
import app.atelier.Wire;
import org.junit.jupiter.api.Test;

/** security.md 35: what two servers might read differently is refused, and the connection with it. */
class RequestSmugglingTest {

    private static final String HIDDEN = "GET /v1/users/me HTTP/1.1\r\nHost: a\r\nX-Request-Id: hidden\r\n\r\n";
    private final House house = House.all();

    @Test
    void contentLengthWithTransferEncodingIsRefused() throws IOException {
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + HIDDEN);
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + HIDDEN);
    }

    @Test
    void twoContentLengthsAreRefused() throws IOException {
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 0, " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n" + HIDDEN);
    }

    @Test
    void anUnknownTransferEncodingIsRefused() throws IOException {
        for (var coding : new String[] {"xchunked", "chunked, identity", "identity", " \tchunked\u000b"}) {
            var answer = said("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n" + HIDDEN);
            assertThat(answer).as(coding).matches("(?s)HTTP/1\\.1 (400|501).*").doesNotContain("hidden");
        }
    }

    @Test
    void aFoldedHeaderThatSaysWhereABodyEndsIsRefused() throws IOException {
        for (var folded : new String[] {"Content-Length:\r\n 5", "Content-Length: 5\r\n ", "Content-Length: 5\r\n\t", "Transfer-Encoding:\r\n chunked",
            "Transfer-Encoding: chunked\r\n ", "Transfer-Encoding:\r\n\tchunked", "Transfer-Encoding:  \r\n chunked", "Host:\r\n a", "Host: a\r\n "}) {
            refused("POST /v1/system/ping HTTP/1.1\r\n" + (folded.startsWith("Host") ? "" : "Host: a\r\n") + folded + "\r\n\r\n5\r\nabcde\r\n0\r\n\r\n" + HIDDEN);
            refused("POST /v1/system/ping HTTP/1.1\r\n" + folded + "\r\nX-Last: a\r\n" + (folded.startsWith("Host") ? "" : "Host: a\r\n") + "\r\n5\r\nabcde\r\n0\r\n\r\n" + HIDDEN);
        }
    }

    @Test
    void aBareLineFeedIsRefused() throws IOException {
        refused("GET /v1/users/me HTTP/1.1\nHost: a\n\n" + HIDDEN);
        refused("GET /v1/users/me HTTP/1.1\r\nHost: a\nX-Request-Id: other\r\n\r\n" + HIDDEN);
        refused("GET /v1/users/me HTTP/1.1\nHost: a\r\n\r\n" + HIDDEN);
        refused("GET /v1/users/me HTTP/1.1\r\nHost: a\r\n\n" + HIDDEN);
    }

    @Test
    void blanksAndEmptyValuesAreTaken() throws IOException {
        assertThat(said("GET /v1/system/ping HTTP/1.1\r\nHost: a\r\nX-Empty:\r\nX-Blank:  \t \r\nX-Last:\tb\t\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aSpaceBeforeTheColonIsRefused() throws IOException {
        refused("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde" + HIDDEN);
    }

    @Test
    void aHeadLargerThanItMayBeIsRefused() throws IOException {
        refused("GET /v1/users/me HTTP/1.1\r\nHost: a\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n" + HIDDEN);
    }

    @Test
    void twoHostsOrNoneAreRefused() throws IOException {
        refused("GET /v1/users/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + HIDDEN);
        refused("GET /v1/users/me HTTP/1.1\r\n\r\n" + HIDDEN);
    }

    private void refused(String request) throws IOException {
        assertThat(said(request)).as(request.lines().limit(4).toList().toString())
                .matches("(?s)HTTP/1\\.1 (400|431) .*").doesNotContain("hidden");
    }

    private String said(String request) throws IOException {
        try (var wire = new Wire(house)) {
            return wire.send(request).untilClosed();
        }
    }
}
