package app.atelier.platform.security;

import java.util.Objects;

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

/** Closed by default: a route of ours is entered only with a proven caller, unless it is marked {@link Public}. */
public final class CallerGate implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final String OURS = "app.atelier.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !method.hasMethodAnnotation(Public.class)
                && TokenFilter.caller(request) == null) {
            throw new Problem.Unauthenticated();
        }
        return true;
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
