package app.atelier.platform.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps bodies to the size their route takes. A declared length is refused before a byte is read; a chunked body is
 * counted while it is read, so that it never fills the memory. One that comes slower than {@value #SLOWEST} bytes a
 * second, once it had its time, is given up; one that is compressed is refused, because nobody knows its size.
 */
public final class BodyLimits extends OncePerRequestFilter implements HandlerInterceptor {

    private static final String LIMIT = BodyLimit.class.getName();
    /** Bytes a second: a tenth of what a telephone line carried. */
    private static final long SLOWEST = 500;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long patience;

    /** @param patience how long a body may take at any pace */
    BodyLimits(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request, patience), response);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            // Says what would be taken (RFC 9110 §12.5.3).
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            throw new Problem.UnsupportedType("Content-Encoding " + coding + " is not taken here; send the body as it is.");
        }
        if (handler instanceof HandlerMethod method) {
            var annotation = method.getMethodAnnotation(BodyLimit.class);
            allow(request, annotation == null ? BodyLimit.DEFAULT : annotation.value());
        }
        return true;
    }

    /**
     * Sets how large the request's body may be.
     *
     * @throws Problem.TooLarge when it declares to be larger
     */
    public static void allow(HttpServletRequest request, long limit) {
        if (request.getContentLengthLong() > limit) {
            throw new Problem.TooLarge(limit);
        }
        request.setAttribute(LIMIT, limit);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long patience;
        private @Nullable ServletInputStream stream;

        Limited(HttpServletRequest request, long patience) {
            super(request);
            this.patience = patience;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new Counted(super.getInputStream(), this, patience);
            }
            return stream;
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final HttpServletRequest request;
        private final long patience;
        private long seen;
        /** Time spent waiting for the client; what a handler does in between is not its fault. */
        private long waited;

        Counted(ServletInputStream in, HttpServletRequest request, long patience) {
            this.in = in;
            this.request = request;
            this.patience = patience;
        }

        @Override
        public int read() throws IOException {
            var asked = System.nanoTime();
            return count(in.read(), 1, asked);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var asked = System.nanoTime();
            var n = in.read(buffer, from, length);
            return count(n, n, asked);
        }

        private int count(int result, int bytes, long asked) {
            waited += System.nanoTime() - asked;
            if (result >= 0) {
                seen += bytes;
                if (waited - patience > seen * (SECOND / SLOWEST)) {
                    HangUp.after(request);
                    throw new Problem.TooSlow();
                }
                var limit = request.getAttribute(LIMIT) instanceof Long l ? l : BodyLimit.DEFAULT;
                if (seen > limit) {
                    throw new Problem.TooLarge(limit);
                }
            }
            return result;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
