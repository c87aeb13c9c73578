package app.atelier.auth.sessions;

import java.util.Arrays;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody signs in.
 *
 * @param token what the browser was given at an earlier sign-in; null for a new one
 */
public record Device(@Nullable String userAgent, @Nullable String address, @Nullable String token) {

    private static final int LONGEST_AGENT = 400;
    private static final int LONGEST_TOKEN = 100;

    public static Device of(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Device(agent != null && agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent,
                request.getRemoteAddr(), token(request));
    }

    private static @Nullable String token(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null ? null : Arrays.stream(cookies).filter(c -> c.getName().equals(DeviceCookie.NAME))
                .map(Cookie::getValue).filter(v -> !v.isEmpty() && v.length() <= LONGEST_TOKEN).findFirst().orElse(null);
    }
}
