package app.atelier.platform.remote;

import java.lang.reflect.Method;
import java.util.Objects;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.service.annotation.HttpExchange;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How an ask goes over HTTP: {@code POST /internal/<service>/<ask>} with one JSON object, a member per parameter; the
 * answer is the result as JSON, {@code null} for nothing, or a problem (RFC 9457). Service and ask are named by
 * {@link HttpExchange} on the interface and its methods.
 */
final class Wire {

    static final String ROOT = "/internal/";
    /** The service that answered; without it, whatever came is from somebody else, such as a proxy. */
    static final String ANSWERED_BY = "X-Answered-By";

    private Wire() {
    }

    /** The service that answers this interface. */
    static String service(Class<?> ask) {
        var url = Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(ask, HttpExchange.class),
                () -> ask + " lacks @HttpExchange").url();
        if (!url.startsWith(ROOT)) {
            throw new IllegalArgumentException(ask + " must lie under " + ROOT + ", not at " + url);
        }
        return url.substring(ROOT.length());
    }

    /** What this method is called in addresses. */
    static String name(Method ask) {
        return Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(ask, HttpExchange.class),
                () -> ask + " lacks @PostExchange").url().substring(1);
    }

    /** Two versions may talk to each other while the house is upgraded, so what one does not know yet is passed over. */
    static JsonMapper json(JsonMapper ours) {
        return ours.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }
}
