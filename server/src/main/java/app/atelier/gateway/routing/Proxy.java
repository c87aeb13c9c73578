package app.atelier.gateway.routing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import app.atelier.gateway.routing.Upstream.Instance;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.BodyLimits;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/**
 * Hands requests on to one service and its answers back, as streams: neither is held whole, and neither side runs
 * ahead of the other. What a service answers, errors included, goes back unchanged.
 *
 * <p>A request goes to another process of the service when the first refuses the connection, for then nothing was
 * sent, and when it breaks before answering something that may be asked twice (RFC 9110 §9.2.2).
 */
final class Proxy implements HttpRequestHandler {

    private static final Logger log = LoggerFactory.getLogger(Proxy.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS");

    private final Upstream upstream;
    private final HttpClient client;
    private final Hops hops;
    private final RoutingProperties properties;
    private final ProblemWriter problems;

    Proxy(Upstream upstream, HttpClient client, Hops hops, RoutingProperties properties, ProblemWriter problems) {
        this.upstream = upstream;
        this.client = client;
        this.hops = hops;
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!METHODS.contains(request.getMethod())) {
            throw new HttpRequestMethodNotSupportedException(request.getMethod());
        }
        try {
            BodyLimits.allow(request, properties.largestBody().toBytes());
            var target = Target.of(request);
            try {
                forward(request, response, target);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw away("The gateway is stopping; try again in a moment.");
            }
        } catch (Problem problem) {
            tell(problem, response);
        }
    }

    private void tell(Problem problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException(problem.detail());
        }
        if (problem instanceof Problem.Unavailable) {
            response.setHeader("Retry-After", "1");
        }
        problems.write(response, problem);
    }

    private void forward(HttpServletRequest request, HttpServletResponse response, String target)
            throws IOException, InterruptedException {
        var repeats = REPEATABLE.contains(request.getMethod()) ? 1 : 0;
        var failure = new Throwable("there is no process");
        for (var instance : upstream.inTurn()) {
            var body = body(request);
            try {
                answer(exchange(request, response, instance, target, body), response);
                return;
            } catch (ExecutionException e) {
                failure = e.getCause() == null ? e : e.getCause();
                if (isRefused(failure) && (body == null || !body.hasBegun())) {
                    instance.away(failure);
                } else if (repeats-- <= 0 || body != null) {
                    break;
                }
            }
        }
        log.warn("{} does not answer {} {}: {}", upstream.service(), request.getMethod(), request.getRequestURI(), String.valueOf(failure));
        throw failure instanceof HttpTimeoutException && !isRefused(failure)
                ? away("The service " + upstream.service() + " took too long to answer; look whether it happened before you try again.")
                : away("The service " + upstream.service() + " does not answer right now; try again in a moment.");
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private static Problem.Unavailable away(String detail) {
        return new Problem.Unavailable(detail);
    }

    /** Null without a body. */
    private static @Nullable Upload body(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        if (length > 0) {
            return new Upload(length);
        }
        var streamed = request.getHeader("Transfer-Encoding") != null
                || request.getProtocol().startsWith("HTTP/2") && !REPEATABLE.contains(request.getMethod());
        return length < 0 && streamed ? new Upload(-1) : null;
    }

    /** @throws ExecutionException when the service, not the client, fails */
    private HttpResponse<Publisher<List<ByteBuffer>>> exchange(HttpServletRequest request, HttpServletResponse response,
            Instance instance, String target, @Nullable Upload body) throws IOException, InterruptedException, ExecutionException {
        var sending = client.sendAsync(request(request, response, instance, target, body), BodyHandlers.ofPublisher());
        try {
            if (body != null) {
                body.send(request.getInputStream(), sending, properties.timeout());
            }
            return sending.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (HttpTimeoutException | TimeoutException e) {
            abandon(sending);
            throw new ExecutionException(e instanceof HttpTimeoutException ? e : new HttpTimeoutException("no answer"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            abandon(sending);
            throw e;
        }
    }

    /** Ends the exchange, and the answer that may just have come. */
    private static void abandon(CompletableFuture<HttpResponse<Publisher<List<ByteBuffer>>>> sending) {
        if (!sending.cancel(true)) {
            sending.thenAccept(answer -> {
                var nobody = new Download();
                answer.body().subscribe(nobody);
                nobody.cancel();
            });
        }
    }

    private HttpRequest request(HttpServletRequest from, HttpServletResponse answer, Instance instance, String target,
            @Nullable Upload body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(instance.base() + target))
                    .method(from.getMethod(), body == null ? BodyPublishers.noBody() : body);
            hops.onward(from, answer, request);
            // The service may refuse by the headers alone, before a long body is on its way (RFC 9110 §10.1.1).
            return request.expectContinue(body != null && (body.contentLength() < 0 || body.contentLength() > BodyLimit.DEFAULT)).build();
        } catch (IllegalArgumentException e) {
            throw new Problem.Unreadable("The address or a header of this request is not well-formed.");
        }
    }

    private void answer(HttpResponse<Publisher<List<ByteBuffer>>> from, HttpServletResponse to)
            throws IOException, InterruptedException {
        var body = new Download();
        from.body().subscribe(body);
        try {
            to.setStatus(from.statusCode());
            Hops.back(from.headers(), to);
            body.to(to.getOutputStream(), properties.timeout());
        } catch (Download.BrokenOff e) {
            log.warn("{} broke off an answer: {}", upstream.service(), String.valueOf(e.getCause()));
            if (!to.isCommitted()) {
                to.reset();
                throw away("The service " + upstream.service() + " broke off its answer; try again in a moment.");
            }
            // Closing short of the promised length tells the client that something is missing. Without its cause:
            // Spring would take the service's end of stream for the client's and finish the answer as if it were whole.
            throw new IOException("The service " + upstream.service() + " broke off its answer");
        } catch (IOException e) {
            log.debug("The client went away while {} answered", upstream.service(), e);
        } finally {
            body.cancel();
        }
    }
}
