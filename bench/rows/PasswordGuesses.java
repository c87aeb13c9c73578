package rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import lab.Connection;
import lab.House;
import lab.Row;
import lab.Running;

/**
 * Somebody guesses one person's password from many addresses' worth of connections, while others sign in. A guess was
 * evaluated when the answer is about the password (401); one that was refused before is 429.
 */
public final class PasswordGuesses implements Row {

    private static final int GUESSES = 1_000;
    private static final int GUESSERS = 10;
    private static final int OTHERS = 20;
    /** What may be evaluated a minute, and what is there at once when nobody guessed before. */
    private static final int A_MINUTE = 10;

    @Override
    public String name() {
        return "guesses";
    }

    @Override
    public String fault() {
        return "%,d guesses at one password while %d others sign in".formatted(GUESSES, OTHERS);
    }

    @Override
    public String control() {
        return "each guess at a person of its own";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, true);
    }

    private static Outcome run(Path root, Path scratch, boolean spread) throws Exception {
        try (var server = Running.start(root, scratch.resolve("data"))) {
            var victim = register(server.port);
            var others = new ArrayList<Person>();
            for (var n = 0; n < OTHERS; n++) {
                others.add(register(server.port));
            }
            var began = System.nanoTime();
            var evaluated = 0;
            var refused = 0;
            var signedIn = 0;
            var slowest = 0L;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var guessing = new ArrayList<Future<int[]>>();
                for (var guesser = 0; guesser < GUESSERS; guesser++) {
                    guessing.add(threads.submit(() -> guess(server.port, victim, spread)));
                }
                for (var other : others) {
                    var asked = System.nanoTime();
                    signedIn += login(server.port, other.email(), other.password()) == 200 ? 1 : 0;
                    slowest = Math.max(slowest, System.nanoTime() - asked);
                }
                for (var each : guessing) {
                    evaluated += each.get()[0];
                    refused += each.get()[1];
                }
            }
            var minutes = (System.nanoTime() - began) / 60e9;
            var most = A_MINUTE + (int) Math.ceil(A_MINUTE * minutes);
            return new Outcome(evaluated <= most && evaluated + refused == GUESSES && signedIn == OTHERS,
                    "%,d evaluated in %.1f s (at most %d may be), %,d refused; %d of %d others signed in, the slowest after %.1f s"
                            .formatted(evaluated, minutes * 60, most, refused, signedIn, OTHERS, slowest / 1e9));
        }
    }

    private record Person(String email, String password) {
    }

    private static Person register(int port) throws Exception {
        var person = new Person(UUID.randomUUID() + "@example.test", "a bench is for sitting " + UUID.randomUUID());
        try (var connection = new Connection(port)) {
            House.call(connection, "POST", "/v1/users/register", null, Map.of("email", person.email(), "password", person.password(),
                    "firstName", "Ben", "lastName", "Ch", "organizationName", "Bench"));
        }
        return person;
    }

    private static int[] guess(int port, Person victim, boolean spread) throws Exception {
        var evaluated = 0;
        var refused = 0;
        for (var n = 0; n < GUESSES / GUESSERS; n++) {
            var status = login(port, spread ? UUID.randomUUID() + "@example.test" : victim.email(), "guess " + n);
            switch (status) {
                case 401 -> evaluated++;
                case 429 -> refused++;
                default -> throw new IllegalStateException("a guess was answered " + status);
            }
        }
        return new int[] {evaluated, refused};
    }

    private static int login(int port, String email, String password) throws Exception {
        try (var connection = new Connection(port)) {
            return connection.send("POST", "/v1/auth/login", null, House.JSON.writeValueAsString(Map.of("email", email, "password", password))).status();
        }
    }
}
