package app.atelier.platform.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Judges URLs that somebody else chose, before they are kept and again whenever they are asked (OWASP: Server-Side
 * Request Forgery Prevention). A URL is judged as text first, because parsers disagree about odd ones; then every
 * address its name has.
 */
public final class Guard {

    public static final int LONGEST = 2_000;

    private static final int HTTPS = 443;
    /** Below are services that speak other protocols, and take a request for something else. */
    private static final int LOWEST_FREE_PORT = 1_024;
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*\\.?");
    /** As the URL standard says: such a host is an address, however it is written. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private final Destinations destinations;
    private final Names names;

    public Guard(Destinations destinations, Names names) {
        this.destinations = destinations;
        this.names = names;
    }

    /**
     * Judges a URL that is to be kept. A name that has no address yet may get one; whoever asks it judges again.
     *
     * @throws Refused with what is wrong
     */
    public URI check(String url) {
        var uri = read(url);
        try {
            require(uri, addresses(uri.getHost()));
        } catch (UnknownHostException e) {
            if (uri.getScheme().equals("http")) {
                throw notHttps();
            }
        }
        return uri;
    }

    /** Judges the text alone. */
    URI read(String url) {
        if (url.length() > LONGEST) {
            throw new Refused("must have at most " + LONGEST + " characters");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new Refused("must be an address such as https://example.org/hooks");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && destinations.includeOwnNetwork())) {
            throw notHttps();
        }
        if (uri.getRawUserInfo() != null || uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            throw new Refused("must not hold a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw new Refused("must not hold a part after #");
        }
        if (uri.getHost() == null) {
            throw new Refused("must be an address such as https://example.org/hooks");
        }
        requirePort(uri);
        requireHost(uri.getHost().toLowerCase(Locale.ROOT));
        return URI.create(scheme + url.substring(scheme.length()));
    }

    private void requirePort(URI uri) {
        var port = uri.getPort();
        if (port != -1 && port != HTTPS && (port < LOWEST_FREE_PORT || port > 65_535)
                && !(destinations.includeOwnNetwork() && port == 80)) {
            throw new Refused("must use the port 443, or one from 1024 on");
        }
    }

    private static void requireHost(String host) {
        if (host.startsWith("[")) {
            if (host.indexOf('%') >= 0) {
                throw new Refused("must not name a network interface");
            }
            return;
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw new Refused("must write a number address as four decimal numbers");
        }
        if (host.length() > 253 || !NAME.matcher(host).matches()) {
            throw new Refused("must name a host, such as example.org");
        }
    }

    private static Refused notHttps() {
        return new Refused("must begin with https://");
    }

    /** The addresses of a host, all of which may be asked; whoever connects connects to these and asks no resolver again. */
    InetAddress[] addresses(String host) throws UnknownHostException {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var found = names.addresses(bare);
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        for (var address : found) {
            if (!destinations.allow(address)) {
                throw new Refused("leads into a network that is not public");
            }
        }
        return found;
    }

    /** Without TLS only this machine is spoken to. */
    void require(URI uri, InetAddress[] addresses) {
        if (uri.getScheme().equals("http") && !Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            throw notHttps();
        }
    }
}
