package app.atelier.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.engines.S3Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest extends BlobStoreContract {

    private final S3Properties where = S3.bucket("b" + UUID.randomUUID());
    private final S3BlobStore store = new S3BlobStore(where, "some/prefix/");

    @Override
    BlobStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static HttpResponse<byte[]> get(URI url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void aSignedUrlGivesOneBlobForAWhile() throws Exception {
        var bytes = bytes(1_000);
        write("signed", bytes);
        write("other", bytes);
        var url = store.signedUrl("signed", Duration.ofMinutes(5)).orElseThrow();
        assertThat(get(url).body()).isEqualTo(bytes);
        assertThat(get(URI.create(url.toString().replace("/signed", "/other"))).statusCode()).isEqualTo(403);
        assertThat(get(URI.create(where.endpoint() + "/" + where.bucket() + "/some/prefix/signed")).statusCode()).isEqualTo(403);
        assertThatThrownBy(() -> store.signedUrl("signed", Duration.ofDays(8))).isInstanceOf(IllegalArgumentException.class);
        var brief = store.signedUrl("signed", Duration.ofSeconds(1)).orElseThrow();
        Await.until("the signed URL runs out", () -> {
            try {
                return get(brief).statusCode() == 403;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void prefixesKeepApart() throws IOException {
        write("mine", bytes(10));
        try (var other = new S3BlobStore(where, "some/other/")) {
            assertThatThrownBy(() -> other.open("mine")).isInstanceOf(NoSuchFileException.class);
            var keys = new ArrayList<String>();
            other.list(b -> keys.add(b.key()));
            assertThat(keys).isEmpty();
        }
    }

    @Test
    void whatACrashLeftInPartsIsTidiedAway() throws IOException {
        var abandoned = store.begin("abandoned");
        abandoned.stream().write(bytes(S3Upload.PART + 1));
        try (var givenUp = store.begin("given-up")) {
            givenUp.stream().write(bytes(S3Upload.PART + 1));
        }
        store.tidy();
        assertThat(store.tidy(Instant.now().plusSeconds(60))).as("the given up one aborted itself").isEqualTo(1);
        assertThat(store.tidy(Instant.now().plusSeconds(60))).isZero();
        assertThatThrownBy(abandoned::commit).isInstanceOf(IOException.class);
    }

    @Test
    void itSaysWhatIsWrongWithItsSettings() {
        try (var keys = new S3BlobStore(new S3Properties(where.endpoint(), where.bucket(), null, S3Engine.ACCESS_KEY, "wrong"), "");
                var bucket = new S3BlobStore(where.with("absent"), "");
                var address = new S3BlobStore(new S3Properties("http://127.0.0.1:1", "bucket", null, "a", "b"), "")) {
            assertThatThrownBy(keys::look).isInstanceOf(IOException.class).hasMessageContaining("ATELIER_S3_SECRET_KEY");
            assertThatThrownBy(bucket::look).isInstanceOf(IOException.class).hasMessageContaining("no bucket absent");
            assertThatThrownBy(address::look).isInstanceOf(IOException.class).hasMessageContaining("does not answer");
        }
    }

    @Test
    void anEngineThatIsAwayLosesNothingAndComesBack() throws IOException {
        var before = bytes(100_000);
        write("before", before);
        var broken = store.begin("broken");
        broken.stream().write(bytes(S3Upload.PART + 1));
        S3.ENGINE.kill();
        try {
            assertThatThrownBy(broken::commit).isInstanceOf(IOException.class);
            broken.close();
            assertThatThrownBy(() -> write("lost", bytes(10))).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> read("before")).isInstanceOf(IOException.class).isNotInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(store::look).isInstanceOf(IOException.class);
        } finally {
            S3.ENGINE.restart();
        }
        assertThat(read("before")).isEqualTo(before);
        assertThatThrownBy(() -> store.open("broken")).isInstanceOf(NoSuchFileException.class);
        assertThat(store.tidy(Instant.now().plusSeconds(60))).isEqualTo(1);
        write("after", bytes(10));
    }
}
