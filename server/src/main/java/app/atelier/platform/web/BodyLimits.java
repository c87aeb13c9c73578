package app.atelier.platform.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps bodies to the size their route takes. A declared length is refused before a byte is read; a chunked body is
 * counted while it is read, so that it never fills the memory.
 */
public final class BodyLimits extends OncePerRequestFilter implements HandlerInterceptor {

    private static final String LIMIT = BodyLimit.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request), response);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
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

        private @Nullable ServletInputStream stream;

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new Counted(super.getInputStream(), this);
            }
            return stream;
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final HttpServletRequest request;
        private long seen;

        Counted(ServletInputStream in, HttpServletRequest request) {
            this.in = in;
            this.request = request;
        }

        @Override
        public int read() throws IOException {
            return count(in.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var n = in.read(buffer, from, length);
            return count(n, n);
        }

        private int count(int result, int bytes) {
            if (result >= 0) {
                seen += bytes;
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
