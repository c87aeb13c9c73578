package app.atelier.platform.remote;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.watch.Tracing;
import app.atelier.platform.web.RequestIds;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the published interfaces of services in other processes callable here. The request's id and trace go along
 * (W3C Trace Context); the tenant is an argument like any other.
 */
final class RemoteAsks {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(10);

    private final JsonMapper json;
    private final ServiceTokens tokens;
    private final Tracing tracing;
    private final JdkClientHttpRequestFactory http;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    RemoteAsks(JsonMapper json, ServiceTokens tokens, Tracing tracing) {
        this(json, tokens, tracing, READ);
    }

    RemoteAsks(JsonMapper json, ServiceTokens tokens, Tracing tracing, Duration patience) {
        this.json = Wire.json(json);
        this.tokens = tokens;
        this.tracing = tracing;
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        // HTTP/1.1: an upgrade to 2 would have to be tried on a POST with a body.
        this.http = new JdkClientHttpRequestFactory(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT).executor(threads).build(), threads);
        this.http.setReadTimeout(patience);
    }

    /** The interface, answered by any of the service's instances. */
    <T> T of(Class<T> ask, List<URI> addresses) {
        var service = Wire.service(ask);
        var instances = addresses.stream().map(address -> new Neighbour.Instance(sender(ask, service, address),
                breakers.computeIfAbsent(service + " at " + address, Neighbour::breaker))).toList();
        return ask.cast(Proxy.newProxyInstance(ask.getClassLoader(), new Class<?>[] {ask},
                new Neighbour(service, instances, tracing)));
    }

    private Object sender(Class<?> ask, String service, URI address) {
        var client = RestClient.builder()
                .requestFactory(http)
                .baseUrl(address)
                .configureMessageConverters(c -> c.addCustomConverter(new JacksonJsonHttpMessageConverter(json)))
                .requestInterceptor((request, body, next) -> send(service, request, body, next))
                .defaultStatusHandler(HttpStatusCode::isError, (_, response) -> {
                    throw ToldProblem.read(service, response, json);
                })
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .customArgumentResolver((_, _, _) -> true)
                .httpRequestValuesProcessor(RemoteAsks::body)
                .build().createClient(ask);
    }

    /** All parameters go as one object, by their names. */
    private static void body(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
            HttpRequestValues.Builder request) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < parameters.length; i++) {
            body.put(method.getParameters()[i].getName(), arguments[i]);
        }
        request.setContentType(MediaType.APPLICATION_JSON);
        request.setBodyValue(body);
    }

    private ClientHttpResponse send(String service, HttpRequest request, byte[] body, ClientHttpRequestExecution next)
            throws IOException {
        var headers = request.getHeaders();
        headers.setBearerAuth(tokens.issue(service));
        var id = MDC.get("requestId");
        if (id != null) {
            headers.set(RequestIds.HEADER, id);
        }
        var trace = TraceContext.header();
        if (trace != null) {
            headers.set(TraceContext.HEADER, trace);
        }
        return next.execute(request, body);
    }
}
