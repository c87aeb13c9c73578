package app.atelier.gateway.routing;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import app.atelier.gateway.RouteTable;
import app.atelier.platform.remote.ServiceTokens;
import app.atelier.platform.web.Origins;
import app.atelier.platform.web.ProblemWriter;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;

/** Puts the ways to other processes among the gateway's handlers, behind all of its filters. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(RouteTable.class)
@EnableConfigurationProperties(RoutingProperties.class)
class Routing {

    /** A process on the same network answers within milliseconds or not at all. */
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    @Bean(destroyMethod = "shutdownNow")
    HttpClient routingClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("routing-", 0).factory()))
                .build();
    }

    @Bean
    Hops hops(ObjectProvider<ServiceTokens> tokens) {
        return new Hops(tokens.getIfAvailable());
    }

    @Bean
    Bridges bridges(HttpClient routingClient, Hops hops, RoutingProperties properties) {
        return new Bridges(routingClient, hops, properties);
    }

    @Bean
    SimpleUrlHandlerMapping routes(RouteTable table, HttpClient routingClient, Hops hops, Bridges bridges,
            RoutingProperties properties, ProblemWriter problems, Origins origins, OpenApiWebMvcResource document, JsonMapper json) {
        var handlers = new HashMap<String, HttpRequestHandler>();
        for (var remote : table.remotes()) {
            var upstream = new Upstream(remote);
            var proxy = new Proxy(upstream, routingClient, hops, properties, problems);
            var sockets = new WebSocketHttpRequestHandler(bridges);
            sockets.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(origins.forSockets()), bridges.new Interceptor(upstream, problems)));
            HttpRequestHandler either = (request, response) -> {
                var wantsSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade")) && request.getMethod().equals("GET");
                (wantsSocket ? sockets : proxy).handleRequest(request, response);
            };
            remote.paths().forEach(path -> handlers.putAll(Map.of(path, either, path + "/**", either)));
        }
        handlers.put(ApiDocument.PATH, new ApiDocument(document, table.remotes(), routingClient, json));
        return new SimpleUrlHandlerMapping(handlers, Ordered.HIGHEST_PRECEDENCE);
    }
}
