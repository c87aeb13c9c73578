package app.atelier.gateway.routing;

import java.nio.charset.StandardCharsets;

import app.atelier.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriUtils;

/**
 * The address to ask a service for. It must mean there what it meant here: a path that the next server would read
 * differently, by {@code ..}, {@code //} or {@code ;}, might leave the route it was let in by.
 */
final class Target {

    private Target() {
    }

    /** @throws Problem.NotFound for a path that is written in more than one way */
    static String of(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.contains(";") || path.contains("\\") || !decoded(path).equals(request.getServletPath())) {
            throw new Problem.NotFound("There is nothing at this address.");
        }
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }

    private static String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("There is nothing at this address.");
        }
    }
}
