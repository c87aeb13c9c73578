package app.atelier.platform.remote;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services of this process can be asked, by service and name. */
final class LocalAsks {

    private final BeanFactory beans;
    private final JsonMapper json;
    private final Map<String, Ask> asks = new HashMap<>();

    record Ask(Class<?> type, Method method, List<String> names, List<JavaType> parameters, JavaType result) {
    }

    /** @param published interfaces that beans of this process implement */
    LocalAsks(BeanFactory beans, JsonMapper json, List<Class<?>> published) {
        this.beans = beans;
        this.json = Wire.json(json);
        for (var type : published) {
            for (var method : type.getMethods()) {
                var earlier = asks.put(Wire.service(type) + "/" + Wire.name(method), ask(type, method));
                if (earlier != null) {
                    throw new IllegalArgumentException(method + " and " + earlier.method() + " have one address");
                }
            }
        }
    }

    private Ask ask(Class<?> type, Method method) {
        var names = java.util.Arrays.stream(method.getParameters()).map(java.lang.reflect.Parameter::getName).toList();
        var parameters = java.util.Arrays.stream(method.getGenericParameterTypes()).map(json::constructType).toList();
        return new Ask(type, method, names, parameters, json.constructType(method.getGenericReturnType()));
    }

    /** @throws Problem.NotFound when there is no such ask here */
    Ask require(String service, String name) {
        var ask = asks.get(service + "/" + name);
        if (ask == null) {
            throw new Problem.NotFound("There is nothing at this address.");
        }
        return ask;
    }

    /**
     * Asks the service of this process.
     *
     * @param body a JSON object with a member per parameter
     * @return the result as JSON; nothing for an ask without one
     */
    byte[] answer(Ask ask, byte[] body) {
        var result = call(ask, arguments(ask, json.readTree(body)));
        return ask.method().getReturnType() == void.class ? new byte[0]
                : json.writerFor(ask.result()).writeValueAsBytes(result);
    }

    private @Nullable Object[] arguments(Ask ask, JsonNode body) {
        var arguments = new @Nullable Object[ask.names().size()];
        for (var i = 0; i < arguments.length; i++) {
            var value = body.path(ask.names().get(i));
            arguments[i] = value.isMissingNode() || value.isNull() ? null
                    : json.readerFor(ask.parameters().get(i)).readValue(value);
        }
        return arguments;
    }

    private @Nullable Object call(Ask ask, @Nullable Object[] arguments) {
        try {
            return ask.method().invoke(beans.getBean(ask.type()), arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(ask.method() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(ask.method() + " cannot be called", e);
        }
    }
}
