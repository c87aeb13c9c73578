package app.atelier.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.Refusal;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class TlsTest {

    @TempDir
    Path folder;

    @Test
    void pemFilesGiveHttpsWithHttp2AndAreTakenAnewWhenTheyAreRenewed() throws Exception {
        var first = make("localhost", "first");
        var certificate = Files.copy(first.certificate(), folder.resolve("tls.crt"));
        var key = Files.copy(first.key(), folder.resolve("tls.key"));
        var house = House.only("users,auth,gateway", Map.of("atelier.tls.certificate", certificate.toString(), "atelier.tls.key", key.toString(),
                "atelier.tls.redirect-port", "0", "spring.ssl.bundle.watch.file.quiet-period", "200ms"));
        try {
            assertThat(house.url()).startsWith("https://localhost:");
            var port = URI.create(house.url()).getPort();
            try (var client = trusting(certificate)) {
                var answer = client.send(HttpRequest.newBuilder(URI.create(house.url() + "/healthz")).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            }
            assertThat(protocol(port, "TLSv1.2")).isEqualTo("TLSv1.2");
            assertThat(protocol(port, "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThatThrownBy(() -> protocol(port, "TLSv1.1")).isInstanceOfAny(SSLException.class, IOException.class);
            plainHttpShowsTheWay(house);

            var before = present(port);
            var second = make("localhost", "second");
            // As renewals do it: one file after the other.
            Files.copy(second.certificate(), certificate, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.copy(second.key(), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Await.until("the renewed certificate is there", () -> !present(port).equals(before));
            try (var client = trusting(certificate)) {
                assertThat(client.send(HttpRequest.newBuilder(URI.create(house.url() + "/healthz")).build(),
                        HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
            }
        } finally {
            house.close();
        }
    }

    private static void plainHttpShowsTheWay(House house) throws Exception {
        var port = java.util.Arrays.stream(((TomcatWebServer) ((WebServerApplicationContext) house.context()).getWebServer()).getTomcat()
                .getService().findConnectors()).filter(c -> !c.getSecure()).mapToInt(Connector::getLocalPort).findFirst().orElseThrow();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/users/me?a=b")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location")).hasValue(house.url() + "/v1/users/me?a=b");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void wrongFilesAreToldInOneSentence() throws Exception {
        var one = make("localhost", "one");
        var other = make("localhost", "other");
        var text = Files.writeString(folder.resolve("text"), "not PEM");
        var missing = folder.resolve("missing");
        refused(missing, one.key(), "ATELIER_TLS_CERTIFICATE", "cannot be read");
        refused(one.certificate(), missing, "ATELIER_TLS_KEY", "cannot be read");
        refused(text, one.key(), "ATELIER_TLS_CERTIFICATE", "PEM");
        refused(one.certificate(), text, "ATELIER_TLS_KEY", "PEM");
        refused(one.key(), one.certificate(), "ATELIER_TLS_CERTIFICATE", "PEM");
        refused(one.certificate(), other.key(), "ATELIER_TLS_KEY", "not the key");
        refused(make("localhost", "old", "-startdate", "-10d", "-validity", "2").certificate(), folder.resolve("old.key"), "ATELIER_TLS_CERTIFICATE", "expired");
        assertThatThrownBy(() -> new TlsProperties(one.certificate(), null, null)).hasMessageContaining("ATELIER_TLS_KEY is missing");
        assertThatThrownBy(() -> new TlsProperties(null, null, 80)).hasMessageContaining("ATELIER_TLS_CERTIFICATE is missing");
    }

    private static void refused(Path certificate, Path key, String setting, String why) {
        assertThatThrownBy(() -> new TlsProperties(certificate, key, null).settings()).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.sentence()).startsWith(setting).contains(why).endsWith(".").doesNotContain("\n"));
    }

    private record Pair(Path certificate, Path key) {
    }

    /** A self-signed pair, made by the JDK's keytool. */
    private Pair make(String host, String name, String... more) throws Exception {
        var store = folder.resolve(name + ".p12");
        var command = new java.util.ArrayList<>(java.util.List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-ext", "san=dns:" + host, "-keystore", store.toString(),
                "-storepass", "changeit", "-storetype", "PKCS12"));
        command.addAll(java.util.List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0).as(said).isTrue();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        return new Pair(pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem(folder.resolve(name + ".key"), "PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n");
    }

    private static HttpClient trusting(Path certificate) throws Exception {
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            keys.setCertificateEntry("a", java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = javax.net.ssl.TrustManagerFactory.getInstance(javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static String protocol(int port, String version) throws Exception {
        try (var socket = socket(port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static X509Certificate present(int port) {
        try {
            return leaf(port);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate leaf(int port) throws Exception {
        try (var socket = socket(port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket socket(int port) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
