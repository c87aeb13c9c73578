package app.atelier;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import app.atelier.Services.Service;
import app.atelier.auth.AdministratorLinks;
import app.atelier.keep.HalfRestored;
import app.atelier.keep.KeepConfiguration;
import app.atelier.platform.DataFolder;
import app.atelier.platform.DataLock;
import app.atelier.platform.LocalSecret;
import app.atelier.platform.Platform;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.DatabaseCheck;
import app.atelier.platform.db.DbProperties;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.db.Server;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.settings.Settings;
import app.atelier.platform.watch.Instance;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.TlsProperties;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/** Starts the selected services in this process, and stops them again. */
public final class Launch {

    /**
     * @param port      0 for any free one
     * @param settings  Spring properties that replace the defaults
     * @param postgres  settings of the embedded PostgreSQL that replace ours
     */
    public record Options(int port, Path data, String target, boolean demo, Map<String, String> settings,
            Map<String, String> postgres) {
    }

    /** How long a process that does not migrate waits for the one that does. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration FURNISHING = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(Launch.class);

    private Launch() {
    }

    /** @throws Refusal when it cannot start, with the reason and the remedy */
    public static Running start(Options options) {
        SettingNames.requireKnown(System.getenv().keySet());
        var settings = Settings.environment(System.getenv(), options.settings());
        Settings.known().requireUsable(settings);
        var tls = Binder.get(settings).bindOrCreate("atelier.tls", TlsProperties.class);
        var secured = secured(options, tls);
        var services = Targets.of(options.target());
        var neighbours = Neighbours.of(settings);
        neighbours.requireNeeds(services);
        requireFree(options.port());
        if (tls.redirectPort() != null) {
            requireFree(tls.redirectPort(), "ATELIER_TLS_REDIRECT_PORT");
        }
        HalfRestored.refuse(options.data());
        var lock = DataLock.take(options.data());
        try {
            return start(secured, settings, services, neighbours, lock);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static Options secured(Options options, TlsProperties tls) {
        var settings = new HashMap<>(tls.settings());
        settings.putAll(options.settings());
        return new Options(options.port(), options.data(), options.target(), options.demo(), settings, options.postgres());
    }

    private static Running start(Options options, ConfigurableEnvironment settings, List<Service> services,
            Neighbours neighbours, DataLock lock) {
        var database = database(options, Binder.get(settings).bindOrCreate("atelier.db", DbProperties.class), services);
        try {
            var secret = new LocalSecret(Tokens.random());
            var context = context(options, services, neighbours, () -> database.join().server(), secret);
            var running = new Running(context, database.join().embedded(), lock, services, neighbours);
            RunFile.write(options.data(), running.url(), secret);
            if (options.demo()) {
                var house = new DemoHouse(Instant.now());
                context.getBeanProvider(DemoSeed.class).orderedStream().forEach(seed -> furnish(seed, house));
            }
            return running;
        } catch (RuntimeException failure) {
            try {
                database.thenAccept(Database::close).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof Refusal refusal ? refusal : failure;
            }
            throw failure;
        }
    }

    /** Whoever is asked in other processes may start after this one, and be furnished after it. */
    private static void furnish(DemoSeed seed, DemoHouse house) {
        var deadline = Instant.now().plus(FURNISHING);
        while (true) {
            try {
                seed.seed(house);
                return;
            } catch (Problem.Unavailable away) {
                if (Instant.now().isAfter(deadline)) {
                    log.warn("{} furnishes nothing at this start: {}", seed.getClass().getSimpleName(), away.detail());
                    return;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private record Database(Server server, @Nullable EmbeddedDatabase embedded) {

        void close() {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    /** PostgreSQL starts and is migrated while Spring reads its classes. */
    private static CompletableFuture<Database> database(Options options, DbProperties properties, List<Service> services) {
        var external = properties.server();
        if (external != null && properties.migrate()) {
            DatabaseCheck.require(external);
        } else if (external != null) {
            DatabaseCheck.requireReachable(external);
        }
        return CompletableFuture.supplyAsync(() -> {
            var database = external == null ? embedded(options) : new Database(external, null);
            var schemas = services.stream().map(Service::name).toList();
            if (properties.migrate()) {
                Migrations.run(database.server(), schemas);
            } else {
                Migrations.await(database.server(), schemas, PATIENCE);
            }
            return database;
        }, task -> Thread.ofPlatform().name("database").start(task));
    }

    private static Database embedded(Options options) {
        var embedded = EmbeddedDatabase.start(options.data(), options.postgres());
        return new Database(embedded.server(), embedded);
    }

    private static ConfigurableApplicationContext context(Options options, List<Service> services, Neighbours neighbours,
            Supplier<Server> server, LocalSecret secret) {
        var settings = new HashMap<String, Object>(options.settings());
        settings.put("server.port", String.valueOf(options.port()));
        settings.putIfAbsent("atelier.demo", String.valueOf(options.demo()));
        settings.putIfAbsent("logging.file.name", options.data().resolve("log").resolve("atelier.log").toString());
        return new SpringApplicationBuilder()
                .sources(Platform.class, KeepConfiguration.class)
                .sources(services.stream().map(Service::configuration).toArray(Class<?>[]::new))
                // Each service has its own names: there may be a TemplateStore in two of them.
                .beanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(settings)
                .initializers(context -> provide((GenericApplicationContext) context, options.data(), services, server, secret))
                .initializers(context -> neighbours.wire((GenericApplicationContext) context, services))
                .run();
    }

    /** What exists before the context does. */
    private static void provide(GenericApplicationContext context, Path data, List<Service> services, Supplier<Server> server,
            LocalSecret secret) {
        context.getEnvironment().getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Settings.variables(System.getenv()));
        context.registerBean(DataFolder.class, () -> new DataFolder(data));
        context.registerBean(Server.class, server);
        context.registerBean(LocalSecret.class, () -> secret);
        context.registerBean(Instance.class, () -> Instance.of(services.stream().map(Service::name).toList(),
                Launch.class.getPackage().getImplementationVersion()));
    }

    static void requireFree(int port) {
        requireFree(port, "--port");
    }

    private static void requireFree(int port, String setting) {
        if (port == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new Refusal("Port " + port + " is taken by another program; stop that or choose another with " + setting + ".");
        }
    }

    /** A running Atelier. */
    public static final class Running implements AutoCloseable {

        private final ConfigurableApplicationContext context;
        private final @Nullable EmbeddedDatabase database;
        private final DataLock lock;
        private final List<Service> services;
        private final Neighbours neighbours;

        private Running(ConfigurableApplicationContext context, @Nullable EmbeddedDatabase database, DataLock lock,
                List<Service> services, Neighbours neighbours) {
            this.context = context;
            this.database = database;
            this.lock = lock;
            this.services = services;
            this.neighbours = neighbours;
        }

        public ConfigurableApplicationContext context() {
            return context;
        }

        public List<Service> services() {
            return services;
        }

        public String url() {
            var scheme = context.getEnvironment().containsProperty(TlsProperties.BUNDLE) ? "https" : "http";
            return scheme + "://localhost:" + context.getEnvironment().getProperty("local.server.port");
        }

        /** A one-time link for the administrator, when there is a need for one. */
        public @Nullable String welcomeLink(boolean demo) {
            // Others have these beans, too, to ask them elsewhere; one process tells the link.
            if (services.stream().noneMatch(s -> s.name().equals("auth")) || !neighbours.awaitNeeds(services)) {
                return null;
            }
            try {
                if (!demo && context.getBean(UserAccess.class).hasAdministrator()) {
                    return null;
                }
            } catch (Problem.Unavailable away) {
                return null;
            }
            var link = "/welcome#" + context.getBean(AdministratorLinks.class).make(demo ? DemoHouse.MARA : null);
            return context.getBean(Address.class).link(link);
        }

        /** Lets requests finish, then stops the services and PostgreSQL, in this order. */
        @Override
        public void close() {
            context.close();
            if (database != null) {
                database.close();
            }
            lock.close();
        }
    }
}
