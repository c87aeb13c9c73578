package app.atelier.platform.web;

import java.util.List;
import java.util.Objects;

import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.security.ApiTokenVerifier;
import app.atelier.platform.security.CallerGate;
import app.atelier.platform.security.Closings;
import app.atelier.platform.security.Revocations;
import app.atelier.platform.security.RevokedTokens;
import app.atelier.platform.security.SessionFreshness;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.security.TokenBook;
import app.atelier.platform.security.TokenFilter;
import app.atelier.platform.security.TokenVerifier;
import jakarta.servlet.Filter;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

/** The conventions of HTTP that hold in every process, with or without a gateway in it. */
@Configuration(proxyBeanMethods = false)
@Import({ApiDescription.class, Problems.class, ProblemWriter.class})
public class WebConfiguration implements WebMvcConfigurer {

    private final CallerGate gate;
    private final BodyLimits limits;

    WebConfiguration(ObjectProvider<Closings> closings, WebProperties properties) {
        gate = new CallerGate(closings::getObject);
        limits = new BodyLimits(properties.timeout());
    }

    /** Filters of the platform run before those of services, in this order. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

    /** Strict: what a client sends is understood wholly or refused with the field's name. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(LogicalType.Textual, text -> text
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Tomcat asks for a body when it is read, not before: what is refused by its headers is not sent (RFC 9110 §10.1.1). */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueOnRead() {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    /** Nobody takes all connections, or holds one without asking for something. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedConnections(WebProperties properties) {
        return tomcat -> {
            tomcat.setProtocol(GuardedProtocol.class.getName());
            tomcat.addEngineValves(new PlainHeads(), new HangUp());
            tomcat.addConnectorCustomizers(connector -> ((GuardedProtocol) connector.getProtocolHandler()).guard(properties));
        };
    }

    /** The port of plain HTTP, which only shows the way. */
    @Bean
    @ConditionalOnProperty("atelier.tls.redirect-port")
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> redirectPort(TlsProperties tls, WebProperties properties) {
        return tomcat -> {
            var connector = new Connector(GuardedProtocol.class.getName());
            connector.setPort(Objects.requireNonNull(tls.redirectPort()));
            ((GuardedProtocol) connector.getProtocolHandler()).guard(properties);
            tomcat.addAdditionalConnectors(connector);
        };
    }

    @Bean
    @ConditionalOnProperty("atelier.tls.redirect-port")
    FilterRegistrationBean<Filter> toHttps(WebProperties properties, Address address, Environment environment) {
        return filter(new ToHttps(properties, address, environment), -1);
    }

    @Bean
    Address address(WebProperties properties, Environment environment) {
        return new Address(properties, environment);
    }

    @Bean
    RecordShapes recordShapes() {
        return new RecordShapes();
    }

    @Bean
    Draining draining() {
        return new Draining();
    }

    @Bean
    FilterRegistrationBean<Filter> drainingFilter(Draining draining) {
        return filter(draining, 0);
    }

    @Bean
    FilterRegistrationBean<Filter> requestIds() {
        return filter(new RequestIds(), 0);
    }

    /** Whatever a bearer may show: a signed token, or an API token that {@code auth} knows. */
    @Bean
    @Primary
    ApiTokenVerifier bearers(TokenVerifier signed, ObjectProvider<TokenBook> book) {
        return new ApiTokenVerifier(signed, book);
    }

    @Bean
    Origins origins(WebProperties properties) {
        return new Origins(properties);
    }

    /** After what a gateway of this installation says, which is settled. */
    @Bean
    FilterRegistrationBean<Filter> trustedProxies(WebProperties properties) {
        return filter(new TrustedProxies(properties), 2);
    }

    @Bean
    Revocations revocations(Broadcast broadcast, ObjectProvider<RevokedTokens> auth) {
        return new Revocations(broadcast, auth);
    }

    @Bean
    StepUp stepUp(ObjectProvider<SessionFreshness> sessions) {
        return new StepUp(sessions);
    }

    @Bean
    FilterRegistrationBean<Filter> tokens(TokenVerifier verifier, Revocations revocations, ProblemWriter problems) {
        return filter(new TokenFilter(verifier, revocations, problems), 10);
    }

    @Bean
    FilterRegistrationBean<Filter> bodyLimits() {
        return filter(limits, 30);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
        registry.addInterceptor(limits);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(gate);
    }

    /** A filter for every request; {@code order} 20 lies between the token and the body. */
    public static FilterRegistrationBean<Filter> filter(Filter filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/*");
        registration.setOrder(FIRST + order);
        return registration;
    }
}
