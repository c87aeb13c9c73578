package app.atelier.gateway.idempotency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import app.atelier.gateway.Api;
import app.atelier.platform.security.TokenFilter;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import app.schema.gateway.tables.records.IdempotencyKeyRecord;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Honours {@code Idempotency-Key} on every POST: the first request acts, later ones get its answer, and the same key
 * with another request is refused (draft-ietf-httpapi-idempotency-key-header). Of parallel ones the others wait.
 *
 * <p>What somebody does who is not signed in yet is left out under {@code /v1/auth}, and so is what sets a cookie: those
 * answers are for the one connection they were given to. All others are kept sealed, for some hold a secret that is
 * shown once.
 */
public final class IdempotencyFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_EVERY_MILLIS = 50;
    /** These answers are about the moment and who asks, not about the request, and are worth another try. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 429);

    private final IdempotencyStore store;
    private final ProblemWriter problems;

    public IdempotencyFilter(IdempotencyStore store, ProblemWriter problems) {
        this.store = store;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null || !Api.serves(request)
                || Api.path(request).startsWith("/v1/auth/") && TokenFilter.caller(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER).strip();
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            problems.write(response, new Problem.Unreadable(HEADER, "must have 1 to " + LONGEST_KEY + " characters"));
            return;
        }
        var caller = TokenFilter.caller(request);
        var scope = caller == null ? "public" : caller.organization() + "/" + caller.person();
        var fingerprint = new Fingerprint(request);
        if (store.claim(scope, key)) {
            act(scope, key, fingerprint, response, chain);
        } else {
            replay(scope, key, fingerprint, response);
        }
    }

    private void act(String scope, String key, Fingerprint request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caught = new ContentCachingResponseWrapper(response);
        var kept = false;
        try {
            chain.doFilter(request, caught);
            var status = caught.getStatus();
            if (status < 500 && !PASSING.contains(status) && caught.getContentSize() <= LARGEST_ANSWER
                    && caught.getHeader(HttpHeaders.SET_COOKIE) == null) {
                store.keep(scope, key, request.value(), new IdempotencyStore.Answer(status, caught.getContentType(),
                        caught.getHeader("Location"), caught.getHeader("ETag"), caught.getContentAsByteArray()));
                kept = true;
            }
        } finally {
            if (!kept) {
                store.release(scope, key);
            }
            caught.copyBodyToResponse();
        }
    }

    private void replay(String scope, String key, Fingerprint request, HttpServletResponse response) throws IOException {
        var deadline = Instant.now().plus(PATIENCE);
        var answer = store.find(scope, key).orElse(null);
        while (answer != null && answer.getStatus() == null && Instant.now().isBefore(deadline)) {
            pause();
            answer = store.find(scope, key).orElse(null);
        }
        if (answer == null || answer.getStatus() == null) {
            problems.write(response, new Problem.Conflict("The first request with this Idempotency-Key has not been answered; send it again in a moment."));
        } else if (!MessageDigest.isEqual(answer.getFingerprint(), request.value())) {
            problems.write(response, new Problem.KeyReused());
        } else {
            write(answer, response);
        }
    }

    private void write(IdempotencyKeyRecord answer, HttpServletResponse response) throws IOException {
        var body = store.body(answer);
        response.setStatus(answer.getStatus());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.getContentType() != null) {
            response.setContentType(answer.getContentType());
        }
        if (answer.getLocation() != null) {
            response.setHeader("Location", answer.getLocation());
        }
        if (answer.getEtag() != null) {
            response.setHeader("ETag", answer.getEtag());
        }
        response.getOutputStream().write(body);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a request asks for: route and body, digested while the body is read, so that it is never held whole. */
    private static final class Fingerprint extends HttpServletRequestWrapper {

        private final MessageDigest digest;
        private final DigestInputStream body;

        Fingerprint(HttpServletRequest request) throws IOException {
            super(request);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
            digest.update((request.getRequestURI() + "?" + request.getQueryString() + "\n").getBytes(StandardCharsets.UTF_8));
            body = new DigestInputStream(request.getInputStream(), digest);
        }

        /** Reads what the handler left of the body. */
        byte[] value() throws IOException {
            body.transferTo(java.io.OutputStream.nullOutputStream());
            return digest.digest();
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var plain = super.getInputStream();
            return new ServletInputStream() {

                @Override
                public int read() throws IOException {
                    return body.read();
                }

                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    return body.read(buffer, from, length);
                }

                @Override
                public boolean isFinished() {
                    return plain.isFinished();
                }

                @Override
                public boolean isReady() {
                    return plain.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    plain.setReadListener(listener);
                }
            };
        }
    }
}
