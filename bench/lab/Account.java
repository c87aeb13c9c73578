package lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Somebody who registered, with an organization of their own. */
public final class Account {

    private final int port;
    private final String email = UUID.randomUUID() + "@example.test";
    private final String password = "a bench is for sitting " + UUID.randomUUID();
    private final String organization;
    private volatile String token = "";
    private volatile long signedInAt;

    private Account(int port) throws Exception {
        this.port = port;
        try (var connection = new Connection(port)) {
            organization = House.call(connection, "POST", "/v1/users/register", null, Map.of("email", email, "password", password,
                    "firstName", "Ben", "lastName", "Ch", "organizationName", "Bench")).path("organizationId").asString();
        }
        signIn();
    }

    public static Account register(int port) throws Exception {
        return new Account(port);
    }

    /** A token lasts ten minutes; several clients that find it stale get one new one. */
    public synchronized void signIn() throws Exception {
        if (System.nanoTime() - signedInAt < 5_000_000_000L && !token.isEmpty()) {
            return;
        }
        try (var connection = new Connection(port)) {
            token = House.call(connection, "POST", "/v1/auth/login", null, Map.of("email", email, "password", password))
                    .path("accessToken").asString();
            signedInAt = System.nanoTime();
        }
    }

    public int port() {
        return port;
    }

    public String token() {
        return token;
    }

    public String organization() {
        return organization;
    }

    /** Ids of that many new projects. */
    public List<String> projects(int many) throws Exception {
        var projects = new ArrayList<String>();
        try (var connection = new Connection(port)) {
            for (var n = 1; n <= many; n++) {
                projects.add(House.call(connection, "POST", "/v1/projects", token, Map.of("name", "Project " + n)).path("id").asString());
            }
        }
        return projects;
    }
}
