package app.atelier.platform.web;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Scheme, host and port, as browsers compare them (RFC 6454 §5). */
record Origin(String scheme, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Null for what is no origin of the web; what comes after the port is left away. */
    static @Nullable Origin of(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
                return null;
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return null;
            }
            return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() >= 0 ? uri.getPort() : usual(scheme));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int usual(String scheme) {
        return scheme.equals("https") ? HTTPS : HTTP;
    }

    /** As it stands in {@code Origin}: without a port that is the scheme's own. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == usual(scheme) ? "" : ":" + port);
    }
}
