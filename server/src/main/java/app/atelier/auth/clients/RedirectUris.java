package app.atelier.auth.clients;

import java.net.URI;
import java.util.List;
import java.util.Set;

import app.atelier.platform.web.Problem;

/** Where a client may take people back: over TLS, or to a program on their own machine (RFC 8252 §7.3). */
final class RedirectUris {

    private static final int MOST = 10;
    private static final int LONGEST = 500;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private RedirectUris() {
    }

    /** @throws Problem.Invalid naming the one at fault */
    static List<String> check(List<String> uris) {
        if (uris.isEmpty() || uris.size() > MOST) {
            throw new Problem.Invalid("redirectUris", "must name 1 to " + MOST + " addresses");
        }
        for (var i = 0; i < uris.size(); i++) {
            var fault = fault(uris.get(i));
            if (fault != null) {
                throw new Problem.Invalid("redirectUris[" + i + "]", fault);
            }
        }
        return uris.stream().distinct().toList();
    }

    private static @org.jspecify.annotations.Nullable String fault(String text) {
        if (text.length() > LONGEST) {
            return "must have at most " + LONGEST + " characters";
        }
        try {
            var uri = URI.create(text);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null || text.contains("*")) {
                return "must be a whole address without user, fragment or wildcard";
            }
            var ok = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
            return ok ? null : "must begin with https://, or with http:// on 127.0.0.1, [::1] or localhost";
        } catch (IllegalArgumentException e) {
            return "is not an address";
        }
    }
}
