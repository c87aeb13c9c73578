package app.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.auth.AdministratorLinks;
import app.atelier.platform.DataFolder;
import app.atelier.platform.db.Server;
import app.atelier.platform.security.Role;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running Atelier for tests: the real program on a real PostgreSQL in a scratch folder. One house with all
 * services serves the whole test run; tests keep apart by registering organizations of their own.
 */
public final class House {

    /** Durability costs tests most of their time and none of them pulls the plug here. */
    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Launch.Running running;

    private House(String target, boolean demo, Map<String, String> settings) {
        this(scratch(), target, demo, settings);
    }

    private House(Path data, String target, boolean demo, Map<String, String> settings) {
        this(data, 0, target, demo, settings);
    }

    private House(Path data, int port, String target, boolean demo, Map<String, String> settings) {
        running = Launch.start(new Launch.Options(port, data, target, demo, settings, FAST));
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }

    private static final class All {
        private static final House HOUSE = new House("all", false, Map.of(
                "atelier.payments.providers", "invoice,test",
                "atelier.limits.person", "10000000",
                "atelier.limits.token", "10000000",
                "atelier.limits.anonymous", "10000000"));
    }

    /** The house with every service, started at first use. */
    public static House all() {
        return All.HOUSE;
    }

    /** A house of its own with only these services; close it by {@link #close}. */
    public static House only(String target, Map<String, String> settings) {
        return new House(target, false, settings);
    }

    /** A house on a data folder that is there already. */
    public static House on(Path data, String target) {
        return new House(data, target, false, Map.of());
    }

    /** A house with only these services on the database of another. */
    public static House beside(House other, String target, Map<String, String> settings) {
        // What one seals another must open.
        var all = new HashMap<>(Map.of("atelier.secrets.key-file", other.bean(DataFolder.class).resolve("secrets").resolve("master.key").toString()));
        all.putAll(settings);
        return at(other.bean(Server.class), target, all);
    }

    /** A house with only these services on a database that is there. */
    public static House at(Server server, String target, Map<String, String> settings) {
        return at(server, target, 0, settings);
    }

    /** The same at this port. */
    public static House at(Server server, String target, int port, Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                "atelier.db.url", server.url(),
                "atelier.db.owner", server.owner(),
                "atelier.db.owner-password", server.ownerPassword(),
                "atelier.db.password", server.appPassword(),
                "atelier.db.pool-size", "4"));
        all.putAll(settings);
        return new House(scratch(), port, target, false, all);
    }

    /** A furnished house of its own. */
    public static House demo() {
        return new House("all", true, Map.of());
    }

    public void close() {
        running.close();
    }

    public String url() {
        return running.url();
    }

    public ConfigurableApplicationContext context() {
        return running.context();
    }

    /** A bean of the running house, for tests of what has no HTTP of its own. */
    public <T> T bean(Class<T> type) {
        return running.context().getBean(type);
    }

    /** A client nobody signed in with. */
    public Client stranger() {
        return new Client(url(), null, null);
    }

    /** Somebody who speaks to another port of the house. */
    public Client stranger(String url) {
        return new Client(url, null, null);
    }

    /** Registers a person with an organization of their own, and signs them in. */
    public Client register() {
        var email = "p" + UUID.randomUUID() + "@example.org";
        return signUp(Map.of("email", email, "password", "correct horse", "firstName", "Test", "lastName", "Person",
                "organizationName", "Org " + NUMBER.incrementAndGet()), email);
    }

    /** Registers somebody who looks after the installation, by a one-time link, and signs them in. */
    public Client administrator() {
        var email = "p" + UUID.randomUUID() + "@example.org";
        return signUp(Map.of("email", email, "password", "correct horse", "firstName", "Test", "lastName", "Administrator",
                "organizationName", "Org " + NUMBER.incrementAndGet(), "welcomeToken", bean(AdministratorLinks.class).make(null)), email);
    }

    /** Registers a person into the owner's organization, by invitation, and signs them in. */
    public Client member(Client owner, Role role) {
        var email = "p" + UUID.randomUUID() + "@example.org";
        owner.post("/v1/organizations/" + owner.organization() + "/invitations", Map.of("email", email, "role", role.word())).is(201);
        return signUp(Map.of("email", email, "password", "correct horse", "firstName", "Test", "lastName", "Member",
                "invitationToken", Links.invitation(this, owner.organization(), email)), email);
    }

    /** A person who is there already, signed in; their profile is that of another time. */
    public Client again(Client person) {
        var login = stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(),
                "password", "correct horse")).is(200).json();
        return new Client(url(), login.get("accessToken").asString(), person.profile());
    }

    /** Proves again that it is them, which lets them change how they sign in for ten minutes. */
    public Client reauthenticate(Client person) {
        person.post("/v1/auth/reauthenticate", Map.of("password", "correct horse")).is(200);
        return person;
    }

    /** The token of the newest link mailed to the person, awaited; {@code context} as it is sealed for, without the id. */
    public String mailed(Client person, String type, String context, String email) {
        return Await.value("a link of " + type + " to " + email, () -> Links.mailed(this, person.organization(), type, context, email));
    }

    private Client signUp(Map<String, ?> request, String email) {
        var profile = stranger().post("/v1/users/register", request).is(201).json();
        var login = stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).is(200).json();
        return new Client(url(), login.get("accessToken").asString(), profile);
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "house").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
