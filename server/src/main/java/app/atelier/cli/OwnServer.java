package app.atelier.cli;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * The way to the server on this machine. Its certificate is for the name people use, not for {@code localhost}; that it
 * is the right one is known from the data folder, which only its own user reads.
 */
public final class OwnServer extends X509ExtendedTrustManager {

    private OwnServer() {
    }

    public static HttpClient client(URI base) {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        if ("https".equals(base.getScheme()) && "localhost".equals(base.getHost())) {
            client.sslContext(context());
        }
        return client.build();
    }

    private static SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new OwnServer()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK speaks TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket) {
        // See the class.
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine) {
        // See the class.
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
        // See the class.
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type, @Nullable Socket socket) {
        throw new UnsupportedOperationException("A client only");
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type, @Nullable SSLEngine engine) {
        throw new UnsupportedOperationException("A client only");
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String type) {
        throw new UnsupportedOperationException("A client only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
