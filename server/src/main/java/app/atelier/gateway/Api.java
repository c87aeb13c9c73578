package app.atelier.gateway;

import jakarta.servlet.http.HttpServletRequest;

/** Which requests are for the API, however their address is written. */
public final class Api {

    private static final String BASE = "/v1/";

    private Api() {
    }

    /**
     * The path as handlers match it: decoded, and without parameters such as {@code ;a=b}, which a comparison with the
     * address as it was sent would let past.
     */
    public static String path(HttpServletRequest request) {
        var rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    public static boolean serves(HttpServletRequest request) {
        return path(request).startsWith(BASE);
    }
}
