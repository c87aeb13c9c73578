package app.atelier.platform.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import app.atelier.platform.watch.Watched;

/** Looks at a service in other processes. Without it this one still does what it need not ask for. */
final class WatchedNeighbour implements Watched {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final HttpClient http;
    private final String service;
    private final List<URI> addresses;

    WatchedNeighbour(HttpClient http, String service, List<URI> addresses) {
        this.http = http;
        this.service = service;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return "service " + service;
    }

    /** Whether its processes live; asking whether they are ready would have neighbours ask each other in a circle. */
    @Override
    public Reading look() {
        var looks = addresses.stream().map(this::lives).toList();
        var living = looks.stream().filter(CompletableFuture::join).count();
        var said = living + " of " + addresses.size() + " answer at " + addresses + ".";
        return living == addresses.size() ? Reading.up(said) : living > 0 ? Reading.degraded(said) : Reading.down(said);
    }

    private CompletableFuture<Boolean> lives(URI address) {
        var request = HttpRequest.newBuilder(URI.create(address + "/healthz")).timeout(PATIENCE).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode() == 200)
                .exceptionally(_ -> false);
    }
}
