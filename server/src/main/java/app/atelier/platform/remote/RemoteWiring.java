package app.atelier.platform.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

import app.atelier.platform.cache.KeptAnswers;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.journal.WakeUps;
import app.atelier.platform.security.AccessTokenVerifier;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.platform.watch.Tracing;
import app.atelier.platform.watch.Watched;
import app.atelier.platform.web.ProblemWriter;
import app.atelier.platform.web.WebConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Wires a process to the others: before its beans are made, because services are beans of one another. */
public final class RemoteWiring {

    private RemoteWiring() {
    }

    /** Lets the processes that know the secret ask this one for what its services answer. */
    public static void answer(GenericApplicationContext context, ServiceTokens tokens, List<Class<?>> asks) {
        context.registerBean(LocalAsks.class, () -> new LocalAsks(context, context.getBean(JsonMapper.class), asks));
        context.registerBean(AskApi.class, () -> new AskApi(context.getBean(LocalAsks.class), tokens,
                context.getBean(ProblemWriter.class)));
    }

    /** Believes what a gateway of this installation says of its clients. */
    public static void forwarded(GenericApplicationContext context, ServiceTokens tokens) {
        context.registerBean("forwardedClients", FilterRegistrationBean.class, () -> WebConfiguration.filter(new ForwardedClients(tokens), 1));
    }

    /** Lets this process ask others. */
    public static void ask(GenericApplicationContext context, ServiceTokens tokens, Map<Class<?>, List<URI>> asks) {
        context.registerBean(RemoteAsks.class, () -> new RemoteAsks(context.getBean(JsonMapper.class), tokens,
                context.getBean(Tracing.class)));
        context.registerBean(KeptAnswers.class, () -> new KeptAnswers(context.getBean(Db.class),
                context.getBean(JournalReader.class), context.getBean(WakeUps.class)));
        asks.forEach((ask, addresses) -> client(context, ask, addresses));
    }

    private static <T> void client(GenericApplicationContext context, Class<T> ask, List<URI> addresses) {
        context.registerBean(ask, () -> context.getBean(KeptAnswers.class)
                .of(ask, context.getBean(RemoteAsks.class).of(ask, addresses)));
    }

    /** What a process at one address answers; to be called once the context stands. */
    public static <T> T at(GenericApplicationContext context, Class<T> ask, URI address) {
        return context.getBean(RemoteAsks.class).of(ask, List.of(address));
    }

    /** Shows in health how the services of other processes are. */
    public static void watch(GenericApplicationContext context, Map<String, List<URI>> services) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        services.forEach((service, addresses) -> context.registerBean("watched-" + service, Watched.class,
                () -> new WatchedNeighbour(http, service, addresses)));
    }

    /** Proves access tokens with the keys of {@code auth} in another process. */
    public static void keysOf(GenericApplicationContext context, List<URI> auth) {
        context.registerBean(TokenVerifier.class, () -> new AccessTokenVerifier(new RemoteKeys(auth)));
    }
}
