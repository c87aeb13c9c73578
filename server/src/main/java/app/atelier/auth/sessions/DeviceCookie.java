package app.atelier.auth.sessions;

import java.time.Duration;

/** The cookie by which a browser is known again at the next sign-in; see {@link KnownDevices}. */
public final class DeviceCookie {

    static final String NAME = "__Host-atelier-device";
    /** The longest that browsers keep one (RFC 6265bis §5.6.2). */
    private static final Duration LIFE = Duration.ofDays(400);

    private DeviceCookie() {
    }

    /** The cookie, as the header says it. */
    public static String holding(String token) {
        return NAME + "=" + token + "; Path=/; Max-Age=" + LIFE.toSeconds() + "; Secure; HttpOnly; SameSite=Strict";
    }
}
