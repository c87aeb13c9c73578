package app.atelier.platform.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may do what here: those of Atelier itself, and those of {@code ATELIER_WEB_ALLOWED_ORIGINS}. An
 * origin is compared whole; {@code null}, which sandboxed pages and files send, is never one of ours.
 */
public final class Origins {

    private final @Nullable Origin published;
    private final List<Origin> allowed;

    Origins(WebProperties properties) {
        published = properties.publicUrl() == null ? null : Origin.of(properties.publicUrl().toString());
        allowed = properties.origins();
    }

    /** Whether a page of this origin is one of Atelier's own: by the address the request came to, or by the public one. */
    public boolean isOurs(HttpServletRequest request, String origin) {
        var asked = Origin.of(origin);
        return asked != null && (asked.equals(published)
                || asked.equals(Origin.of(request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort())));
    }

    /** Whether pages of this origin may use the API with tokens of their own. */
    public boolean isAllowed(String origin) {
        var asked = Origin.of(origin);
        return asked != null && allowed.contains(asked);
    }

    /** From which origins, besides the very same, a live connection may be opened. */
    public List<String> forSockets() {
        var all = new ArrayList<>(allowed);
        if (published != null) {
            all.add(published);
        }
        return all.stream().map(Origin::toString).toList();
    }
}
