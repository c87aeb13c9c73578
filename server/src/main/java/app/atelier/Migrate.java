package app.atelier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import app.atelier.Services.Service;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.DatabaseCheck;
import app.atelier.platform.db.DbProperties;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.db.Server;
import app.atelier.platform.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier migrate}: for the job that prepares the database before instances that may not do it themselves. */
@Command(name = "migrate", mixinStandardHelpOptions = true,
        description = "Brings the database of ATELIER_DB_URL up to date and ends. Safe at any time, also twice at once.")
final class Migrate implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--target", paramLabel = "LIST", defaultValue = "${env:ATELIER_TARGET:-all}",
            description = "the services whose schemas are meant (default: all)")
    private String target = "all";

    @Option(names = "--role-per-service", description = "also makes a login role for each service, atelier_projects and so on,"
            + " with ATELIER_DB_PASSWORD, that sees this service's tables only (for ATELIER_DB_ROLE)")
    private boolean rolePerService;

    @Override
    public Integer call() {
        SettingNames.requireKnown(System.getenv().keySet());
        var settings = Settings.environment(System.getenv(), Map.of());
        Settings.known().requireUsable(settings);
        var services = Targets.of(target).stream().map(Service::name).toList();
        var server = Binder.get(settings).bindOrCreate("atelier.db", DbProperties.class).server();
        if (server == null) {
            throw new Refusal("There is no ATELIER_DB_URL; an Atelier with its own PostgreSQL migrates it at every start.");
        }
        DatabaseCheck.require(server);
        var applied = Migrations.run(server, services);
        if (rolePerService) {
            services.forEach(service -> Migrations.run(server.as(Server.roleOf(service)), List.of(service)));
        }
        if (spec != null) {
            spec.commandLine().getOut().println(applied == 0 ? "The database is up to date." : "Applied " + applied + " migrations.");
        }
        return 0;
    }
}
