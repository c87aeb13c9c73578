package app.atelier.platform.watch;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/** What a request is called in metrics and traces: never an address with ids in it, and one of few. */
public final class Routes {

    /** A filter that answers by itself says under this attribute which route it was. */
    public static final String ATTRIBUTE = Routes.class.getName();

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "other";

    private Routes() {
    }

    static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
    }

    /** The pattern that was matched, such as {@code /v1/tasks/{id}}; {@code other} when none was. */
    static String template(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String told) {
            return told;
        }
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof Object pattern
                ? pattern.toString() : OTHER;
    }
}
