package app.atelier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.Services.Service;
import app.atelier.gateway.RouteTable;
import app.atelier.platform.Refusal;
import app.atelier.platform.remote.RemoteWiring;
import app.atelier.platform.remote.ServiceTokens;
import app.atelier.platform.system.ProcessAsk;
import app.atelier.platform.system.Processes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertyResolver;

/**
 * The services of other processes.
 *
 * @param addresses where the instances of each are, without a slash at the end; services of this process may be among them
 * @param secret    what our processes know and nobody else does
 */
record Neighbours(Map<String, List<URI>> addresses, @Nullable String secret) {

    private static final String AUTH = "auth";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** It asks nobody and is asked nothing: it passes on requests, and proves tokens with keys that are public. */
    private static final String GATEWAY = "gateway";

    /** @throws Refusal for what is no address */
    static Neighbours of(PropertyResolver settings) {
        var addresses = new LinkedHashMap<String, List<URI>>();
        for (var service : Services.ALL) {
            var value = settings.getProperty("atelier.service." + service.name() + ".url");
            if (value != null && !value.isBlank()) {
                addresses.put(service.name(), Arrays.stream(value.split(",")).map(String::strip)
                        .map(address -> address(service.name(), address)).distinct().toList());
            }
        }
        return new Neighbours(Map.copyOf(addresses), settings.getProperty("atelier.service.secret"));
    }

    static String settingOf(String service) {
        return "ATELIER_SERVICE_" + service.toUpperCase(Locale.ROOT) + "_URL";
    }

    private static URI address(String service, String value) {
        try {
            var uri = URI.create(value.replaceAll("/+$", ""));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new Refusal(settingOf(service) + " has '" + value + "'; it takes addresses such as http://"
                + service + ":8080, separated by commas.");
    }

    /**
     * Makes sure that the services have in this process, or elsewhere, whom they ask.
     *
     * @throws Refusal naming what is missing
     */
    void requireNeeds(List<Service> selected) {
        var here = selected.stream().map(Service::name).collect(Collectors.toSet());
        for (var service : selected) {
            var needs = service.needs().stream().filter(n -> !here.contains(n)).toList();
            for (var need : needs) {
                if (!addresses.containsKey(need)) {
                    throw new Refusal("The service " + service.name() + " needs " + need + "; add it to --target, or set "
                            + settingOf(need) + " to its address.");
                }
            }
            if (!needs.isEmpty() && secret == null && !service.name().equals(GATEWAY)) {
                throw new Refusal("ATELIER_SERVICE_SECRET is missing: " + service.name() + " asks " + String.join(" and ", needs)
                        + " in another process; give all processes the same secret of at least "
                        + ServiceTokens.SHORTEST_SECRET + " characters.");
            }
        }
        if (!here.contains(AUTH) && !addresses.containsKey(AUTH)) {
            throw new Refusal("The keys that prove access tokens come from auth; add it to --target, or set "
                    + settingOf(AUTH) + " to its address.");
        }
    }

    /**
     * Waits until whom these services ask is there, for what a process does at its start.
     *
     * @return false when somebody is not there after two minutes
     */
    boolean awaitNeeds(List<Service> selected) {
        var here = selected.stream().map(Service::name).toList();
        var missing = selected.stream().flatMap(s -> s.needs().stream()).distinct().filter(n -> !here.contains(n)).toList();
        if (missing.isEmpty()) {
            return true;
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LOOK_EVERY).build()) {
            while (!missing.stream().allMatch(need -> addressesOf(need).stream().anyMatch(a -> answers(http, a)))) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(LOOK_EVERY);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean answers(HttpClient http, URI address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + "/healthz")).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Makes the asks of other processes beans of this one, and the other way round. */
    void wire(GenericApplicationContext context, List<Service> selected) {
        var here = selected.stream().map(Service::name).collect(Collectors.toSet());
        var elsewhere = Services.ALL.stream().filter(s -> !here.contains(s.name()) && addresses.containsKey(s.name())).toList();
        if (!here.contains(AUTH)) {
            RemoteWiring.keysOf(context, addressesOf(AUTH));
        }
        if (secret != null) {
            var tokens = new ServiceTokens(secret, String.join(",", here.stream().sorted().toList()));
            context.registerBean(ServiceTokens.class, () -> tokens);
            RemoteWiring.forwarded(context, tokens);
            RemoteWiring.answer(context, tokens, Stream.concat(selected.stream()
                    .flatMap(s -> s.asks().stream()), Stream.of(ProcessAsk.class)).toList());
            var asks = new LinkedHashMap<Class<?>, List<URI>>();
            elsewhere.forEach(service -> service.asks().forEach(ask -> asks.put(ask, addressesOf(service.name()))));
            RemoteWiring.ask(context, tokens, asks);
            context.registerBean(Processes.class, () -> new Processes(processes(elsewhere).entrySet().stream()
                    .map(p -> new Processes.Remote(p.getKey().toString(), p.getValue(), RemoteWiring.at(context, ProcessAsk.class, p.getKey())))
                    .toList()));
        }
        var asked = selected.stream().flatMap(s -> s.needs().stream()).collect(Collectors.toSet());
        var routes = here.contains(GATEWAY) ? Routes.of(selected, addresses) : new RouteTable(List.of());
        if (!routes.remotes().isEmpty()) {
            context.registerBean(RouteTable.class, () -> routes);
            routes.remotes().forEach(remote -> asked.add(remote.service()));
        }
        RemoteWiring.watch(context, elsewhere.stream().map(Service::name).filter(asked::contains)
                .collect(Collectors.toMap(name -> name, this::addressesOf)));
    }

    /** Every address once, with the services it is known for. */
    private Map<URI, List<String>> processes(List<Service> elsewhere) {
        var processes = new LinkedHashMap<URI, List<String>>();
        elsewhere.forEach(service -> addressesOf(service.name())
                .forEach(address -> processes.computeIfAbsent(address, _ -> new ArrayList<>()).add(service.name())));
        return processes;
    }

    private List<URI> addressesOf(String service) {
        return java.util.Objects.requireNonNull(addresses.get(service));
    }
}
