package app.atelier.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.auth.keys.Rotation;
import app.atelier.platform.LocalSecret;
import app.atelier.platform.security.AccessTokenVerifier;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.platform.security.TokenVerifier.InvalidToken;
import org.junit.jupiter.api.Test;

/** Signing keys are exchanged while requests are made. */
class KeyRotationTest {

    private static final int CLIENTS = 8;

    private final House house = House.all();

    /** In the process of {@code auth} itself, and in one that reads its keys over HTTP. */
    @Test
    void noRequestFailsDuringARotation() throws Exception {
        // A house of its own: where a key waits for its time already, no other comes sooner.
        var own = House.only("users,auth", Map.of());
        try {
            requireNoFailure(own);
        } finally {
            own.close();
        }
    }

    private static void requireNoFailure(House house) throws Exception {
        var person = house.register();
        var caller = house.bean(TokenVerifier.class).verify(person.token()).caller();
        var elsewhere = new AccessTokenVerifier(new RemoteKeys(List.of(URI.create(house.url()))));
        elsewhere.verify(person.token());
        var before = Rotation.signer(house);
        var done = new AtomicBoolean();
        var signers = ConcurrentHashMap.<String>newKeySet();
        var afterwards = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, CLIENTS).mapToObj(_ -> threads.submit((Callable<Integer>) () -> {
                var made = 0;
                while (!done.get()) {
                    var signer = Rotation.signer(house);
                    var token = Rotation.token(house, caller);
                    house.stranger().get("/v1/users/me", "Authorization", "Bearer " + token).is(200);
                    assertThat(elsewhere.verify(token).caller()).isEqualTo(caller);
                    signers.add(signer);
                    afterwards.addAndGet(signer.equals(before) ? 0 : 1);
                    made++;
                }
                return made;
            })).toList();
            try {
                Rotation.rotate(house, Duration.ofMillis(500));
                // Ends early when a request fails: that is told below.
                Await.until(() -> afterwards.get() > 100 || requests.stream().anyMatch(r -> r.isDone()), met -> met);
            } finally {
                done.set(true);
            }
            for (var request : requests) {
                assertThat(request.get()).isPositive();
            }
        }
        assertThat(signers).contains(before).hasSizeGreaterThan(1);
        // What the old key signed before goes on being good.
        assertThat(elsewhere.verify(person.token()).caller()).isEqualTo(caller);
        person.get("/v1/users/me").is(200);
    }

    @Test
    void aKeyThatIsNotKnownIsLookedUpSeldom() {
        var person = house.register();
        var keys = new RemoteKeys(List.of(URI.create(house.url())));
        var elsewhere = new AccessTokenVerifier(keys);
        elsewhere.verify(person.token());
        for (var i = 0; i < 50; i++) {
            assertThat(keys.key("made-up-" + i)).isNull();
        }
        assertThat(elsewhere.verify(house.register().token())).isNotNull();
    }

    @Test
    void theCommandLineRotatesWithTheServersSecretOnly() {
        var secret = house.bean(LocalSecret.class).value();
        house.stranger().post("/v1/auth/local/rotate-keys", Map.of("secret", "another")).problem(401, "unauthenticated");
        var first = house.stranger().post("/v1/auth/local/rotate-keys", Map.of("secret", secret)).is(200).json();
        // One key at a time waits for its turn.
        var second = house.stranger().post("/v1/auth/local/rotate-keys", Map.of("secret", secret)).is(200).json();

        assertThat(second.get("signsFrom")).isEqualTo(first.get("signsFrom"));
        assertThat(house.stranger().get("/.well-known/jwks.json").is(200).json().get("keys").size()).isGreaterThan(1);
    }

    @Test
    void onlyTheAdministratorRotatesOverTheNetwork() {
        house.register().post("/v1/auth/keys/rotate", "").problem(403, "forbidden");
        house.administrator().post("/v1/auth/keys/rotate", "").is(200);
    }

    @Test
    void refusedTokensStayRefused() {
        var elsewhere = new AccessTokenVerifier(new RemoteKeys(List.of(URI.create(house.url()))));
        var token = house.register().token();
        assertThatThrownBy(() -> elsewhere.verify(token.substring(0, token.length() - 2)))
                .isInstanceOf(InvalidToken.class);
    }
}
