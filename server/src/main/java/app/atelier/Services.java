package app.atelier;

import java.util.List;

import app.atelier.auth.AdministratorLinks;
import app.atelier.auth.AuthService;
import app.atelier.catalog.CatalogAccess;
import app.atelier.catalog.CatalogService;
import app.atelier.catalog.StockKeeper;
import app.atelier.collaboration.CollaborationService;
import app.atelier.files.FilesService;
import app.atelier.gateway.GatewayService;
import app.atelier.ingestion.IngestionService;
import app.atelier.ingestion.RawLog;
import app.atelier.notifications.NotificationsService;
import app.atelier.orders.OrdersService;
import app.atelier.platform.issuer.ExternalPeople;
import app.atelier.platform.security.RevokedTokens;
import app.atelier.platform.security.SessionFreshness;
import app.atelier.platform.security.TokenBook;
import app.atelier.processing.Freshness;
import app.atelier.processing.ProcessingService;
import app.atelier.projects.ProjectAccess;
import app.atelier.projects.ProjectsService;
import app.atelier.reporting.ReportingService;
import app.atelier.users.CredentialStore;
import app.atelier.users.Newcomers;
import app.atelier.users.UserAccess;
import app.atelier.users.UsersService;

/** The architecture as a table: every service, what wires it, its routes behind {@code /v1}, and whom it asks. */
public final class Services {

    /** In the order in which they are furnished: who is asked comes before who asks. */
    public static final List<Service> ALL = List.of(
            new Service("users", UsersService.class, List.of("users", "organizations"), List.of("auth"),
                    List.of(UserAccess.class, Newcomers.class)),
            new Service("auth", AuthService.class, List.of("auth", "/.well-known"), List.of("users"),
                    List.of(CredentialStore.class, AdministratorLinks.class, RevokedTokens.class, SessionFreshness.class, TokenBook.class,
                            ExternalPeople.class)),
            new Service("projects", ProjectsService.class, List.of("projects", "tasks"), List.of("users"),
                    List.of(ProjectAccess.class)),
            new Service("ingestion", IngestionService.class, List.of("ingestion"), List.of(), List.of(RawLog.class)),
            new Service("catalog", CatalogService.class, List.of("catalog"), List.of("users"),
                    List.of(CatalogAccess.class, StockKeeper.class)),
            new Service("collaboration", CollaborationService.class, List.of("comments", "activity", "realtime"),
                    List.of("users", "projects"), List.of()),
            new Service("files", FilesService.class, List.of("files"), List.of("projects"), List.of()),
            new Service("notifications", NotificationsService.class, List.of("notifications", "/dev"),
                    List.of("users", "projects"), List.of()),
            new Service("orders", OrdersService.class, List.of("orders"), List.of("users", "catalog"), List.of()),
            new Service("processing", ProcessingService.class, List.of("processing"), List.of("ingestion"),
                    List.of(Freshness.class)),
            new Service("reporting", ReportingService.class, List.of("reporting"), List.of("processing", "projects"), List.of()),
            new Service("gateway", GatewayService.class, List.of("system", "webhooks"), List.of("auth"), List.of()));

    private Services() {
    }

    /**
     * One row.
     *
     * @param name   its name everywhere: package, schema, route, screen, deployment
     * @param routes first segments that it answers: after {@code /v1}, or of the path where it begins with a slash
     * @param needs  services it asks, which must run in the same process or be reachable; every one also needs the keys
     *               of {@code auth}
     * @param asks   the interfaces it answers, in this process and over HTTP
     */
    public record Service(String name, Class<?> configuration, List<String> routes, List<String> needs, List<Class<?>> asks) {

        /** The paths it answers, each with all that lies below it. */
        public List<String> paths() {
            return routes.stream().map(route -> route.startsWith("/") ? route : "/v1/" + route).toList();
        }
    }
}
