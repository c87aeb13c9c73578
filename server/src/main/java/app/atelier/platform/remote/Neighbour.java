package app.atelier.platform.remote;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.watch.Tracing;
import app.atelier.platform.web.Problem;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * Asks a service of another process, with patience that has an end: an ask that was lost is repeated twice, one that
 * is late is not, and while most asks fail none is sent for a few seconds, so that a service that is down does not
 * hold up those who could do without it. Instances take turns, and one fills in for another. What remains is {@link Problem.Unavailable}, naming the service.
 */
final class Neighbour implements InvocationHandler {

    private static final Logger log = LoggerFactory.getLogger(Neighbour.class);
    private static final int TRIES = 3;
    private static final long PAUSE_MILLIS = 50;
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(3))
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordException(Unanswered.class::isInstance)
            .build();

    private final String service;
    private final List<Instance> instances;
    private final Tracing tracing;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * One of the processes that run the service.
     *
     * @param client sends the asks, and throws a {@link Problem} or {@link Unanswered}
     */
    record Instance(Object client, CircuitBreaker breaker) {
    }

    Neighbour(String service, List<Instance> instances, Tracing tracing) {
        this.service = service;
        this.instances = instances;
        this.tracing = tracing;
    }

    static CircuitBreaker breaker(String name) {
        var breaker = CircuitBreaker.of(name, BREAKER);
        breaker.getEventPublisher().onStateTransition(e -> log.warn("Asks to {}: {}", name, e.getStateTransition()));
        return breaker;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
        }
        try (var span = tracing.open(Tracing.Kind.CLIENT, service + "." + method.getName(), TraceContext.current())) {
            span.tag("peer.service", service);
            try {
                return ask(method, arguments);
            } catch (Problem.Unavailable away) {
                span.fail("unavailable");
                throw away;
            }
        }
    }

    private @Nullable Object ask(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        var once = method.isAnnotationPresent(Once.class);
        var first = Math.floorMod(turn.getAndIncrement(), instances.size());
        for (var tried = 0;; tried++) {
            var last = tried + 1 >= Math.max(TRIES, instances.size());
            var instance = instances.get((first + tried) % instances.size());
            try {
                return instance.breaker().executeCallable(() -> send(instance.client(), method, arguments));
            } catch (CallNotPermittedException e) {
                if (last) {
                    throw unavailable();
                }
            } catch (Unanswered e) {
                if (last || !e.again(once) || !pause(tried + 1)) {
                    log.warn("{}.{} was not answered: {}", service, method.getName(), e.getMessage());
                    throw unavailable();
                }
            }
        }
    }

    private static @Nullable Object send(Object client, Method method, @Nullable Object @Nullable [] arguments) {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RestClientException lost when lost.getCause() instanceof IOException io -> throw Unanswered.because(io);
                case RuntimeException own -> throw own;
                case null, default -> throw new IllegalStateException(method + " failed", e.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " cannot be called", e);
        }
    }

    /** A little longer each time, and never in step with others. */
    private static boolean pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS, 2 * PAUSE_MILLIS) * tried);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Problem.Unavailable unavailable() {
        return new Problem.Unavailable("The service " + service + " cannot be reached right now; try again in a moment.");
    }
}
