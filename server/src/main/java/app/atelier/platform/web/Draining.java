package app.atelier.platform.web;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.SmartLifecycle;

/**
 * Lets clients go before the connectors close. While requests keep coming, for at most three seconds, every answer says
 * {@code Connection: close} (RFC 9112 §9.6), so that no request is sent into a connection that is about to end. Where
 * nobody asks, stopping takes no longer.
 */
final class Draining implements Filter, SmartLifecycle {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private volatile boolean running;
    private volatile boolean draining;
    private volatile long lastRequest = System.nanoTime() - QUIET.toNanos();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        lastRequest = System.nanoTime();
        if (draining) {
            ((HttpServletResponse) response).setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void start() {
        draining = false;
        running = true;
    }

    @Override
    public void stop() {
        draining = true;
        var deadline = System.nanoTime() + LONGEST.toNanos();
        try {
            while (System.nanoTime() - lastRequest < QUIET.toNanos() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the graceful shutdown of the web server, which closes connections that are idle at that moment. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
