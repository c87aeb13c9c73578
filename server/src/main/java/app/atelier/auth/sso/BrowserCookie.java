package app.atelier.auth.sso;

/**
 * Binds a way to a provider to the browser that set out. Lax, because the way back begins at another site; it opens
 * nothing by itself.
 */
final class BrowserCookie {

    static final String NAME = "__Host-atelier-sso";

    private BrowserCookie() {
    }

    static String holding(String secret) {
        return cookie(secret, AttemptStore.GOOD_FOR.toSeconds());
    }

    static String gone() {
        return cookie("", 0);
    }

    private static String cookie(String value, long seconds) {
        return NAME + "=" + value + "; Path=/; Max-Age=" + seconds + "; Secure; HttpOnly; SameSite=Lax";
    }
}
