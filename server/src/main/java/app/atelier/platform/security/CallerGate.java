package app.atelier.platform.security;

import java.util.Objects;
import java.util.function.Supplier;

import app.atelier.platform.web.ClientAddress;
import app.atelier.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

import org.jspecify.annotations.Nullable;

/**
 * Closed by default: a route of ours is entered only with a proven caller, unless it is marked {@link Public}, and only
 * by who may what it {@link Requires}.
 */
public final class CallerGate implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String OURS = "app.atelier.";

    private static final String BETWEEN_SERVICES = "/internal/";

    private final Supplier<Closings> closings;

    public CallerGate(Supplier<Closings> closings) {
        this.closings = closings;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !method.hasMethodAnnotation(Public.class)) {
            var caller = TokenFilter.caller(request);
            if (caller == null) {
                throw new Problem.Unauthenticated();
            }
            if (closings.get().closedTo(caller)) {
                throw new Problem.Unauthenticated("This organization is about to be deleted; only its owners get in.");
            }
            var requires = method.getMethodAnnotation(Requires.class);
            if (requires != null) {
                require(caller, requires.value());
            }
        }
        if (!request.getRequestURI().startsWith(BETWEEN_SERVICES)) {
            ClientAddress.set(request.getRemoteAddr());
        }
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        ClientAddress.forget();
    }

    private static void require(Caller caller, Permission permission) {
        switch (permission.reach()) {
            case ORGANIZATION -> caller.require(permission);
            case PROJECT -> caller.requireScope(permission);
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        var caller = TokenFilter.caller(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        if (caller == null && !parameter.isOptional()) {
            throw new Problem.Unauthenticated();
        }
        return caller;
    }
}
