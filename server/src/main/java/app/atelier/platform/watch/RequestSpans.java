package app.atelier.platform.watch;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** Makes every request a span: the caller's trace goes on here, or one begins. */
final class RequestSpans extends OncePerRequestFilter {

    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    RequestSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var parent = TraceContext.parse(request.getHeader(TraceContext.HEADER));
        var method = Routes.method(request);
        try (var span = tracing.open(Tracing.Kind.SERVER, method, parent)) {
            try {
                chain.doFilter(request, response);
            } finally {
                var route = Routes.template(request);
                span.name(method + " " + route);
                span.tag("http.request.method", method);
                span.tag("http.route", route);
                span.tag("http.response.status_code", String.valueOf(response.getStatus()));
                if (response.getStatus() >= SERVER_ERROR) {
                    span.fail("status " + response.getStatus());
                }
            }
        }
    }
}
