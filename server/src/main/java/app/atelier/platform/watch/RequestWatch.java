package app.atelier.platform.watch;

import java.io.IOException;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes every request a span (the caller's trace goes on here, or one begins) and counts and times it by method, route
 * and status: rate, errors and duration under the names Spring's users know.
 */
final class RequestWatch extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RequestWatch.class);
    private static final int SERVER_ERROR = 500;
    private static final Duration[] BOUNDS = {
            Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofMillis(2_500), Duration.ofSeconds(5), Duration.ofSeconds(10)};

    private final Tracing tracing;
    private final MeterRegistry meters;
    private final Timer.Builder timer = Timer.builder("http.server.requests")
            .description("Requests by route and status").serviceLevelObjectives(BOUNDS);

    RequestWatch(Tracing tracing, MeterRegistry meters) {
        this.tracing = tracing;
        this.meters = meters;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var started = System.nanoTime();
        var method = Routes.method(request);
        try (var span = tracing.open(Tracing.Kind.SERVER, method, TraceContext.parse(request.getHeader(TraceContext.HEADER)))) {
            var failed = true;
            try {
                chain.doFilter(request, response);
                failed = false;
            } finally {
                var route = Routes.template(request);
                var code = failed ? SERVER_ERROR : response.getStatus();
                var status = String.valueOf(code);
                span.name(method + " " + route);
                span.tag("http.request.method", method);
                span.tag("http.route", route);
                span.tag("http.response.status_code", status);
                if (code >= SERVER_ERROR) {
                    span.fail("status " + status);
                }
                var took = Duration.ofNanos(System.nanoTime() - started);
                log.debug("{} {} {} in {} ms", method, route, status, took.toMillis());
                timer.withRegistry(meters).withTags("method", method, "uri", route, "status", status)
                        .record(took);
            }
        }
    }
}
