package app.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.Services.Service;
import app.atelier.cluster.Fleet;
import app.atelier.cluster.Member;
import app.atelier.cluster.StandIns;
import app.atelier.platform.DataLock;
import app.atelier.platform.LocalSecret;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.MasterKey;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.settings.Setting;
import app.atelier.platform.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sun.misc.Signal;
import tools.jackson.databind.json.JsonMapper;

/** {@code atelier cluster}. */
@Command(name = "cluster", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Starts a split installation on this machine for trying it out: every service its own process,"
                + " two gateways, and the engines that no ATELIER_* setting names.")
final class Cluster implements Callable<Integer> {

    private static final String GATEWAY = "gateway";
    private static final String KAFKA = "ATELIER_KAFKA";
    private static final int GATEWAYS = 2;
    /** More than one process of those that most requests go to. */
    private static final Map<String, Integer> PROCESSES = Map.of("projects", 2, "collaboration", 2, GATEWAY, GATEWAYS);
    /** For all processes together; each holds a handful. */
    private static final String DATABASE_CONNECTIONS = "300";
    private static final String POOL_SIZE = "6";
    /** These have a database of their own, so that the journals' way over Kafka is tried out, too. */
    private static final List<String> APART = List.of("catalog", "orders");
    private static final String APART_DATABASE = "atelier_sales";
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "${env:ATELIER_PORT:-8080}",
            description = "the port of the first gateway; the second takes the next one (default: 8080)")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:ATELIER_DATA:-data}",
            description = "the folder that keeps everything (default: data)")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--demo", description = "furnishes a demonstration: an organization with people, projects, products and orders")
    private boolean demo;

    private final Set<Integer> portsGiven = new HashSet<>();
    private volatile String welcome = "";

    @Override
    public Integer call() {
        if (port < 1 || port + GATEWAYS - 1 > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must lie between 1 and " + (65_536 - GATEWAYS));
        }
        var stop = new CompletableFuture<Void>();
        Signal.handle(new Signal("INT"), _ -> stop.complete(null));
        Signal.handle(new Signal("TERM"), _ -> stop.complete(null));
        var started = System.nanoTime();
        var folder = data.toAbsolutePath().normalize();
        SettingNames.requireKnown(System.getenv().keySet());
        Settings.known().requireUsable(Settings.environment(System.getenv(), Map.of()));
        for (var i = 0; i < GATEWAYS; i++) {
            Launch.requireFree(port + i);
        }
        try (var lock = DataLock.take(folder)) {
            run(folder, stop, started);
        }
        System.out.println("Stopped. Everything is kept in " + folder + ".");
        return 0;
    }

    private void run(Path folder, CompletableFuture<Void> stop, long started) {
        System.out.println("Starting the engines …");
        try (var engines = StandIns.start(folder.resolve("engines"), given(), names());
                var database = EmbeddedDatabase.start(folder, Map.of("max_connections", DATABASE_CONNECTIONS));
                var fleet = new Fleet(logs(folder), Atelier.class.getName(), System.out::println, stop,
                        (member, link) -> serves(folder, member, link))) {
            var settings = settings(folder, database.server(), engines);
            var apart = apart(database.server(), settings);
            var waves = waves(folder, settings, apart);
            for (var i = 0; i < waves.size() && !stop.isDone(); i++) {
                start(waves.get(i), fleet, stop);
            }
            if (!stop.isDone()) {
                announce(waves, fleet, database.server(), engines, (System.nanoTime() - started) / 1_000_000_000.0);
            }
            stop.join();
            System.out.println("Stopping …");
        }
    }

    /** What differs for the services apart. */
    private static Map<String, String> apart(Server server, Map<String, String> settings) {
        if (!settings.containsKey(KAFKA) && !given().containsKey(KAFKA)) {
            return Map.of();
        }
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from pg_database where datname = '" + APART_DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + APART_DATABASE);
            }
        } catch (SQLException e) {
            throw new Refusal("The database " + APART_DATABASE + " cannot be made: " + e.getMessage());
        }
        return Map.of("ATELIER_DB_URL", server.url().replaceFirst("/[^/?]+(\\?|$)", "/" + APART_DATABASE + "$1"));
    }

    private static void start(List<Member> wave, Fleet fleet, CompletableFuture<Void> stop) {
        System.out.println("Starting " + String.join(", ", wave.stream().map(Member::name).toList()) + " …");
        try {
            fleet.start(wave);
        } catch (Refusal refusal) {
            if (!stop.isDone()) {
                throw refusal;
            }
        }
    }

    private static Map<String, String> given() {
        var given = new HashMap<>(System.getenv());
        given.values().removeIf(String::isBlank);
        return given;
    }

    private static Set<String> names() {
        return Settings.known().all().stream().map(Setting::name).collect(Collectors.toSet());
    }

    private Map<String, String> settings(Path folder, Server database, StandIns engines) {
        var settings = new LinkedHashMap<>(engines.settings());
        settings.put("ATELIER_DB_URL", database.url());
        settings.put("ATELIER_DB_OWNER", database.owner());
        settings.put("ATELIER_DB_OWNER_PASSWORD", database.ownerPassword());
        settings.put("ATELIER_DB_PASSWORD", database.appPassword());
        settings.putIfAbsent("ATELIER_DB_POOL_SIZE", POOL_SIZE);
        settings.put("ATELIER_SERVICE_SECRET", Tokens.random() + Tokens.random());
        if (!given().containsKey("ATELIER_SECRETS_KEY_FILE")) {
            // What one process seals another must open.
            MasterKey.in(folder);
            settings.put("ATELIER_SECRETS_KEY_FILE", folder.resolve("secrets").resolve("master.key").toString());
        }
        if (!given().containsKey("ATELIER_WEB_PUBLIC_URL")) {
            settings.put("ATELIER_WEB_PUBLIC_URL", "http://localhost:" + port);
        }
        return settings;
    }

    /** Who is asked starts before who asks; the gateways are last, so that their first answer means that all is there. */
    private List<List<Member>> waves(Path folder, Map<String, String> settings, Map<String, String> apart) {
        var all = new HashMap<>(settings);
        var ports = new HashMap<String, List<Integer>>();
        for (var service : Services.ALL) {
            var taken = new ArrayList<Integer>();
            for (var i = 0; i < PROCESSES.getOrDefault(service.name(), 1); i++) {
                taken.add(service.name().equals(GATEWAY) ? port + i : freePort());
            }
            ports.put(service.name(), taken);
            if (!service.name().equals(GATEWAY)) {
                all.put(Neighbours.settingOf(service.name()), String.join(",", taken.stream().map(p -> "http://127.0.0.1:" + p).toList()));
            }
        }
        var waves = new ArrayList<List<Member>>();
        var later = new ArrayList<>(Services.ALL);
        while (!later.isEmpty()) {
            var waiting = later.stream().map(Service::name).toList();
            var last = later.size() == 1;
            var wave = later.stream().filter(s -> last || !s.name().equals(GATEWAY)
                    && needsFirst(s).noneMatch(waiting::contains)).toList();
            later.removeAll(wave);
            waves.add(wave.stream().flatMap(s -> members(folder, s, ports.getOrDefault(s.name(), List.of()), all, apart).stream()).toList());
        }
        return waves;
    }

    /** Those who ask each other start together. */
    private static Stream<String> needsFirst(Service service) {
        return Services.ALL.stream().filter(s -> service.needs().contains(s.name()) && !s.needs().contains(service.name())).map(Service::name);
    }

    private List<Member> members(Path folder, Service service, List<Integer> ports, Map<String, String> settings,
            Map<String, String> apart) {
        var members = new ArrayList<Member>();
        for (var i = 0; i < ports.size(); i++) {
            var name = i == 0 ? service.name() : service.name() + "-" + (i + 1);
            var own = folder.resolve("cluster").resolve(name);
            var all = new HashMap<>(settings);
            if (APART.contains(service.name())) {
                all.putAll(apart);
            }
            if (!service.name().equals(GATEWAY)) {
                // Who is no gateway is for the other processes only.
                all.put("SERVER_ADDRESS", "127.0.0.1");
            }
            if (!given().containsKey("ATELIER_DB_ROLE")) {
                // Nobody reads another service's tables.
                all.put("ATELIER_DB_ROLE", Server.roleOf(service.name()));
            }
            all.put(Member.MANAGEMENT_PORT, String.valueOf(freePort()));
            members.add(new Member(name, service.name(), ports.get(i), own, demo && i == 0, all));
        }
        return members;
    }

    /** The command line signs in at {@code auth} through the gateway, as it does with a server in one process. */
    private void serves(Path folder, Member member, String link) {
        if (member.target().equals("auth")) {
            try {
                var secret = JsonMapper.shared().readTree(member.data().resolve("run").resolve("server.json")).get("secret").asString();
                RunFile.write(folder, "http://localhost:" + port, new LocalSecret(secret));
            } catch (RuntimeException e) {
                throw new Refusal("The folder " + member.data() + " cannot be read: " + e.getMessage());
            }
        }
        if (!link.isEmpty()) {
            welcome = link;
        }
    }

    private void announce(List<List<Member>> waves, Fleet fleet, Server database, StandIns engines, double seconds) {
        System.out.println();
        var format = "  %-16s %-24s %-8s %-24s %s%n";
        System.out.printf(format, "what", "where", "process", "health and metrics", "log");
        waves.reversed().stream().flatMap(List::stream).forEach(member -> System.out.printf(format, member.name(), member.url(),
                fleet.pid(member), member.management(), fleet.log(member)));
        System.out.printf(format, "postgresql", database.url().replaceFirst("^jdbc:(.*?)(\\?.*)?$", "$1"), "", "", "");
        if (engines.addresses().containsKey(KAFKA)) {
            System.out.printf(format, String.join(", ", APART), "database " + APART_DATABASE, "", "", "");
        }
        engines.addresses().forEach((setting, address) -> System.out.printf(format,
                setting.split("_")[1].toLowerCase(Locale.ROOT), address, "", "", ""));
        System.out.printf("%nAtelier is ready at http://localhost:%d and http://localhost:%d (%.0f s)%n", port, port + 1, seconds);
        if (!welcome.isEmpty()) {
            System.out.printf("Administrator, once and within 24 hours:%n  %s%n", welcome);
        }
        System.out.printf("Stop with Ctrl-C.%n%n");
        System.out.flush();
    }

    private static Path logs(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of loopback, free at this moment and given to nobody else here. None that systems lend to outgoing connections
     * (IANA's from 49152, Linux' from 32768): one of those could be gone before its process starts.
     */
    private int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (port != this.port && port != this.port + 1 && portsGiven.add(port)) {
                    return port;
                }
            } catch (IOException taken) {
                // Another one.
            }
        }
    }
}
