package app.atelier.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** From where somebody signs in. */
public record Device(@Nullable String userAgent, @Nullable String address) {

    private static final int LONGEST_AGENT = 400;

    public static Device of(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        return new Device(agent != null && agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent,
                request.getRemoteAddr());
    }
}
