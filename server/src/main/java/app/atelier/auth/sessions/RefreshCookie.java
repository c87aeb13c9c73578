package app.atelier.auth.sessions;

import java.time.Duration;

/** The cookie that keeps a browser signed in: host-bound, out of reach of scripts, never sent by other sites. */
public final class RefreshCookie {

    /** The prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis §4.1.3). */
    public static final String NAME = "__Host-atelier-refresh";
    private static final Duration LIFE = Duration.ofDays(90);

    private RefreshCookie() {
    }

    /** The cookie, as the header says it. */
    public static String holding(String token) {
        return cookie(token, LIFE);
    }

    static String gone() {
        return cookie("", Duration.ZERO);
    }

    private static String cookie(String value, Duration life) {
        return NAME + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; Secure; HttpOnly; SameSite=Strict";
    }
}
