package app.atelier.platform.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLException;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;

/**
 * Speaks HTTP to issuers, whose addresses others have typed: nothing is followed elsewhere, an answer has an end, and
 * so has patience. Unless private issuers are allowed, only HTTPS to public addresses is spoken; TLS then also proves
 * that a name which resolves to another address a moment later does not lead inside.
 */
public final class IssuerHttp implements ResourceRetriever {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int LARGEST = 200 << 10;

    private final boolean privateAllowed;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build();

    /** @param privateAllowed whether issuers may be inside the own network, and speak plain HTTP there */
    public IssuerHttp(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    /** @param type the answer's {@code Content-Type}; empty when it has none */
    public record Answer(int status, String type, String body) {
    }

    /** @throws IssuerFailure when it cannot be reached or may not be asked */
    public Answer get(URI address) {
        return send(HttpRequest.newBuilder(require(address)).header("Accept", "application/json").GET());
    }

    /**
     * @param request without a time limit of its own
     * @throws IssuerFailure when it cannot be reached or may not be asked
     */
    public Answer send(HttpRequest.Builder request) {
        var sent = request.timeout(PATIENCE).build();
        require(sent.uri());
        var host = sent.uri().getAuthority();
        try {
            var answer = http.send(sent, BodyHandlers.ofInputStream());
            return new Answer(answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), text(answer, host));
        } catch (HttpConnectTimeoutException e) {
            throw new IssuerFailure(host + " cannot be reached: no connection within " + CONNECT.toSeconds() + " seconds.");
        } catch (HttpTimeoutException e) {
            throw new IssuerFailure(host + " did not answer within " + PATIENCE.toSeconds() + " seconds.");
        } catch (SSLException e) {
            throw new IssuerFailure(host + " has no certificate that this machine trusts: " + e.getMessage());
        } catch (IOException e) {
            throw new IssuerFailure(host + " cannot be reached: is the address right, and is it up?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IssuerFailure("The server is stopping.");
        }
    }

    private static String text(HttpResponse<InputStream> answer, String host) throws IOException {
        try (var body = answer.body()) {
            var bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IssuerFailure(host + " answered with more than " + LARGEST + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /**
     * Makes sure that an address may be asked.
     *
     * @throws IssuerFailure saying why not
     */
    public URI require(URI address) {
        requireSpelling(address);
        if (!privateAllowed) {
            requirePublic(address.getHost());
        }
        return address;
    }

    /**
     * The same as far as it can be told without asking where the name leads.
     *
     * @throws IssuerFailure saying why not
     */
    public void requireSpelling(URI address) {
        var host = address.getHost();
        var https = "https".equalsIgnoreCase(address.getScheme());
        if (host == null || address.getRawUserInfo() != null || !https && !"http".equalsIgnoreCase(address.getScheme())) {
            throw new IssuerFailure("'" + address + "' is no address such as https://login.example.org.");
        }
        if (!privateAllowed && !https) {
            throw new IssuerFailure("'" + address + "' must begin with https://.");
        }
    }

    private static void requirePublic(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    throw new IssuerFailure(host + " is inside a private network. Whoever runs this Atelier can allow that"
                            + " with ATELIER_SSO_PRIVATE_ISSUERS=true.");
                }
            }
        } catch (UnknownHostException e) {
            throw new IssuerFailure("There is no machine named " + host + ": is it spelled right?");
        }
    }

    /** Whether an address is on the internet (IANA's special-purpose registries say which are not). */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        var b = address.getAddress();
        var first = b[0] & 0xff;
        var second = b[1] & 0xff;
        if (address instanceof Inet4Address) {
            return !(first == 0 || first >= 240 || first == 100 && second >= 64 && second < 128
                    || first == 192 && second == 0 && (b[2] & 0xff) == 0 || first == 198 && (second == 18 || second == 19));
        }
        // Unique local, 6to4, NAT64, Teredo: the last three carry an IPv4 address that could be anything.
        return !((first & 0xfe) == 0xfc || first == 0x20 && second == 0x02 || first == 0 || first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0);
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            var answer = get(url.toURI());
            if (answer.status() != 200) {
                throw new IOException(url + " answered " + answer.status());
            }
            return new Resource(answer.body(), answer.type());
        } catch (URISyntaxException | IssuerFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
