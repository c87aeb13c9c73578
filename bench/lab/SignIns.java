package lab;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * How long a wrong password takes, for people who exist and for people who do not: whoever could tell the two apart could
 * tell who has an account (security.md 14).
 */
public final class SignIns {

    private SignIns() {
    }

    /** Sorted times in milliseconds. */
    public record Times(double[] wrong, double[] unknown) {
    }

    /** One guess at each of so many accounts and as many addresses without one, in turns; fewer than an address may fail. */
    public static Times measure(int port, int accounts) throws Exception {
        var emails = new String[accounts];
        var wrong = new double[accounts];
        var unknown = new double[accounts];
        try (var connection = new Connection(port)) {
            for (var i = 0; i < accounts; i++) {
                emails[i] = UUID.randomUUID() + "@example.test";
                House.call(connection, "POST", "/v1/users/register", null, Map.of("email", emails[i], "password", "the right sentence",
                        "firstName", "Ben", "lastName", "Ch", "organizationName", "Bench"));
            }
            guess(connection, UUID.randomUUID() + "@example.test");
            for (var i = 0; i < accounts; i++) {
                wrong[i] = guess(connection, emails[i]);
                unknown[i] = guess(connection, UUID.randomUUID() + "@example.test");
            }
        }
        Arrays.sort(wrong);
        Arrays.sort(unknown);
        return new Times(wrong, unknown);
    }

    private static double guess(Connection connection, String email) throws Exception {
        var body = House.JSON.writeValueAsString(Map.of("email", email, "password", "a wrong sentence"));
        var started = System.nanoTime();
        var answer = connection.send("POST", "/v1/auth/login", null, body);
        var took = (System.nanoTime() - started) / 1e6;
        if (answer.status() != 401) {
            throw new IllegalStateException("a wrong password answered " + answer.status() + " " + answer.text());
        }
        return took;
    }
}
