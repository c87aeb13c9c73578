package app.atelier.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.Test;

class WebClientTest {

    private static final String FILE = "/assets/negotiated-1a2b3c.js";
    private final Client browser = House.all().stranger();

    @Test
    void aBrowserGetsTheSmallestFormItTakes() {
        is("gzip, deflate, br, zstd", "as brotli", "br");
        is("zstd, gzip", "as zstd", "zstd");
        is("gzip;q=1.0, br;q=0", "as gzip", "gzip");
        is("GZIP", "as gzip", "gzip");
        is("*", "as brotli", "br");
        is("br;q=nonsense", "export const form = \"plain\";\n", null);
        is("identity", "export const form = \"plain\";\n", null);
        is("", "export const form = \"plain\";\n", null);
    }

    private void is(String accepted, String text, String coding) {
        var answer = browser.get(FILE, "Accept-Encoding", accepted).is(200);
        assertThat(answer.text()).as(accepted).isEqualTo(text);
        assertThat(answer.header("Content-Encoding")).as(accepted).isEqualTo(coding);
        assertThat(String.join(",", answer.response().headers().allValues("Vary")).toLowerCase(java.util.Locale.ROOT)).as(accepted).contains("accept-encoding");
        assertThat(answer.header("Content-Type")).as(accepted).startsWith("text/javascript");
        assertThat(answer.header("Cache-Control")).as(accepted).isEqualTo("max-age=31536000, public, immutable");
    }

    @Test
    void eachFormHasATagOfItsOwnAndAnswersNotModified() {
        var brotli = browser.get(FILE, "Accept-Encoding", "br").is(200).header("ETag");
        var plain = browser.get(FILE, "Accept-Encoding", "identity").is(200).header("ETag");
        assertThat(brotli).matches("\"[0-9a-f]{32}\"").isNotEqualTo(plain);
        assertThat(plain).matches("W/\"[0-9a-f]{32}\"");
        var known = browser.get(FILE, "Accept-Encoding", "br", "If-None-Match", brotli).is(304);
        assertThat(known.bytes()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo(brotli);
        browser.get(FILE, "Accept-Encoding", "br", "If-None-Match", plain).is(200);
    }

    @Test
    void pagesAreAskedForEveryTimeAndSentOnlyWhenTheyChanged() {
        var page = browser.get("/negotiated.html").is(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        browser.get("/negotiated.html", "If-None-Match", page.header("ETag")).is(304);
        browser.get("/negotiated.html", "If-None-Match", "\"another\"").is(200);
    }

    @Test
    void nothingOutsideOfTheClientIsServed() {
        assertThat(browser.get("/assets/../application.yaml").status()).isIn(400, 404);
        assertThat(browser.get("/assets/%2e%2e/application.yaml").status()).isIn(400, 404);
        browser.get("/assets/nothing-here.js", "Accept-Encoding", "br").is(404);
    }
}
