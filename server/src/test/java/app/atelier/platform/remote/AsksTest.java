package app.atelier.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.Services;
import app.atelier.auth.AdministratorLinks;
import app.atelier.catalog.CatalogAccess;
import app.atelier.catalog.StockKeeper;
import app.atelier.ingestion.RawLog;
import app.atelier.platform.db.Ids;
import app.atelier.platform.issuer.ExternalPeople;
import app.atelier.platform.issuer.ExternalPerson;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.RevokedTokens;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.SessionFreshness;
import app.atelier.platform.security.TokenBook;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.platform.system.ProcessAsk;
import app.atelier.platform.system.Processes;
import app.atelier.platform.watch.Instance;
import app.atelier.platform.watch.Part;
import app.atelier.platform.web.Problem;
import app.atelier.processing.Freshness;
import app.atelier.projects.ProjectAccess;
import app.atelier.users.CredentialStore;
import app.atelier.users.Newcomers;
import app.atelier.users.UserAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every published interface answers over HTTP exactly as it does within its process. */
class AsksTest {

    private static final String SECRET = "a secret among services, for tests";
    private static final UUID NOBODY = new UUID(1, 2);

    private static House near;
    private static House far;
    private static Client owner;

    @BeforeAll
    static void open() {
        near = House.only("all", Map.of("atelier.service.secret", SECRET));
        var urls = new java.util.HashMap<>(Map.of("atelier.service.secret", SECRET));
        Services.ALL.forEach(service -> urls.put("atelier.service." + service.name() + ".url", near.url()));
        far = House.beside(near, "gateway", urls);
        owner = near.register();
    }

    @AfterAll
    static void close() {
        far.close();
        near.close();
    }

    /** Asks on both sides, compares, and in the end has asked everything there is. */
    private static final class Both<T> {

        private final Class<T> type;
        private final T ask;
        private final Set<Method> asked = new HashSet<>();

        Both(Class<T> type) {
            this.type = type;
            var local = near.bean(type);
            var remote = far.bean(type);
            assertThat(Proxy.isProxyClass(remote.getClass())).isTrue();
            assertThat(Proxy.isProxyClass(local.getClass())).isFalse();
            this.ask = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                asked.add(method);
                var here = call(local, method, arguments);
                var there = call(remote, method, arguments);
                if (here.failure() == null) {
                    assertThat(there.failure()).isNull();
                    assertThat(there.result()).as(method.toString()).isEqualTo(here.result());
                    return there.result();
                }
                same((Problem) here.failure(), there.failure());
                throw there.failure();
            }));
        }

        private record Outcome(Object result, Throwable failure) {
        }

        private static Outcome call(Object target, Method method, Object[] arguments) throws IllegalAccessException {
            try {
                return new Outcome(method.invoke(target, arguments), null);
            } catch (InvocationTargetException e) {
                return new Outcome(null, e.getCause());
            }
        }

        void allAsked(String... apart) {
            assertThat(Arrays.stream(type.getMethods()).filter(m -> !asked.contains(m)).map(Method::getName))
                    .containsExactlyInAnyOrder(apart);
        }
    }

    private static void same(Problem here, Throwable there) {
        assertThat(there).isExactlyInstanceOf(here.getClass());
        var problem = (Problem) there;
        assertThat(problem.detail()).isEqualTo(here.detail());
        assertThat(problem.slug()).isEqualTo(here.slug());
        assertThat(problem.title()).isEqualTo(here.title());
        assertThat(problem.status()).isEqualTo(here.status());
        assertThat(problem.errors()).isEqualTo(here.errors());
    }

    private static Caller caller(Client client) {
        return near.bean(TokenVerifier.class).verify(client.token()).caller();
    }

    private static UUID id(Client.Answer answer) {
        return UUID.fromString(answer.is(201).json().get("id").asString());
    }

    @Test
    void users() {
        var both = new Both<>(UserAccess.class);
        var users = both.ask;
        var owner = near.register();
        var guest = near.member(owner, Role.GUEST);
        assertThat(users.person(guest.id())).isPresent();
        assertThat(users.person(NOBODY)).isEmpty();
        assertThat(users.personByEmail(owner.profile().get("email").asString().toUpperCase())).isPresent();
        assertThat(users.personByEmail("ö@example.org")).isEmpty();
        assertThat(users.memberships(owner.id())).hasSize(1).first().satisfies(m -> assertThat(m.role()).isEqualTo(Role.OWNER));
        assertThat(users.memberships(NOBODY)).isEmpty();
        assertThat(users.members(owner.organization(), List.of(owner.id(), guest.id(), NOBODY))).hasSize(2);
        assertThat(users.members(owner.organization(), Set.of())).isEmpty();
        assertThat(users.membersByUsername(owner.organization(), List.of(guest.profile().get("username").asString()))).hasSize(1);
        assertThat(users.membersWith(owner.organization(), Role.MEMBER)).hasSize(1);
        assertThat(users.membersWith(owner.organization(), Role.GUEST)).hasSize(2);
        assertThat(users.owners(owner.organization())).hasSize(1);
        assertThat(users.teams(owner.organization(), List.of(NOBODY))).isEmpty();
        assertThat(users.organization(owner.organization())).isPresent();
        assertThat(users.organizationBySlug(owner.slug())).isPresent();
        assertThat(users.organizations(5)).isNotEmpty();
        assertThat(users.hasAdministrator()).isFalse();
        both.allAsked();
    }

    @Test
    void credentials() {
        var both = new Both<>(CredentialStore.class);
        both.ask.check("correct horse");
        assertThat(catchThrowable(() -> both.ask.check("short"))).isInstanceOf(Problem.Invalid.class);
        both.ask.set(NOBODY, "correct horse");
        assertThat(catchThrowable(() -> both.ask.set(NOBODY, ""))).isInstanceOf(Problem.Invalid.class);
        assertThat(catchThrowable(() -> both.ask.redeemWelcome("unknown"))).isInstanceOf(Problem.Invalid.class);
        both.allAsked();
    }

    @Test
    void administratorLinksMadeFarAreGoodNear() {
        var token = far.bean(AdministratorLinks.class).make(null);
        assertThat(token).matches("[A-Za-z0-9_-]{20,}");
        near.bean(CredentialStore.class).redeemWelcome(token);
        assertThat(far.bean(AdministratorLinks.class).make(owner.id())).isNotEqualTo(token);
    }

    @Test
    void sessions() {
        var revoked = new Both<>(RevokedTokens.class);
        var fresh = new Both<>(SessionFreshness.class);
        var person = near.register();
        var here = near.again(person);
        here.delete("/v1/auth/sessions").is(200);
        assertThat(revoked.ask.since(Instant.now().minusSeconds(60))).anyMatch(m -> m.subject().equals(caller(person).session()));
        assertThat(revoked.ask.since(Instant.now().plusSeconds(60))).isEmpty();
        assertThat(fresh.ask.isFresh(caller(here).session())).isFalse();
        near.reauthenticate(here);
        assertThat(fresh.ask.isFresh(caller(here).session())).isTrue();
        revoked.allAsked();
        fresh.allAsked();
    }

    @Test
    void projects() {
        var both = new Both<>(ProjectAccess.class);
        var projects = both.ask;
        var guest = caller(near.member(owner, Role.GUEST));
        var me = caller(owner);
        var project = id(owner.post("/v1/projects", Map.of("name", "Päckchen “1”")));
        var task = id(owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Tie", "assigneeIds", List.of(owner.id()))));
        assertThat(projects.project(me, project)).map(ProjectAccess.ProjectRef::name).contains("Päckchen “1”");
        assertThat(projects.project(guest, project)).isEmpty();
        assertThat(projects.task(me, task)).map(ProjectAccess.TaskRef::assigneeIds).contains(List.of(owner.id()));
        assertThat(projects.task(guest, task)).isEmpty();
        assertThat(projects.task(owner.organization(), task)).isPresent();
        assertThat(projects.task(NOBODY, task)).isEmpty();
        assertThat(projects.visible(me, List.of(project, NOBODY))).containsExactly(project);
        assertThat(projects.visible(guest, List.of(project))).isEmpty();
        assertThat(projects.seen(guest)).isEqualTo(ProjectAccess.Seen.NONE);
        assertThat(projects.seen(me)).isEqualTo(ProjectAccess.Seen.ALL);
        assertThat(projects.restricted(owner.organization())).isEmpty();
        assertThat(projects.may(me, project, Permission.WORK_EDIT)).isTrue();
        assertThat(projects.may(guest, project, Permission.WORK_EDIT)).isFalse();
        both.allAsked();
    }

    @Test
    void aRightGivenOrTakenCountsInTheOtherProcess() {
        var member = near.member(owner, Role.GUEST);
        var guest = caller(member);
        var project = id(owner.post("/v1/projects", Map.of("name", "Shown and hidden")));
        var task = id(owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "First title")));
        var projects = far.bean(ProjectAccess.class);
        for (var round = 0; round < 3; round++) {
            owner.patch("/v1/projects/" + project, Map.of("memberIds", List.of(member.id()))).is(200);
            Await.until("the guest sees it", () -> projects.task(guest, task).isPresent()
                    && projects.seen(guest).has(project) && projects.project(guest, project).isPresent());
            owner.patch("/v1/projects/" + project, Map.of("memberIds", List.of())).is(200);
            Await.until("the guest sees it no more", () -> projects.task(guest, task).isEmpty()
                    && !projects.seen(guest).has(project) && projects.project(guest, project).isEmpty());
        }
        assertThat(projects.task(caller(owner), task)).map(ProjectAccess.TaskRef::title).contains("First title");
        owner.patch("/v1/tasks/" + task, Map.of("title", "Second title")).is(200);
        Await.until("the new title", () -> projects.task(caller(owner), task).orElseThrow().title().equals("Second title"));
        owner.delete("/v1/tasks/" + task).is(204);
        Await.until("the trash", () -> projects.task(caller(owner), task).isEmpty());
    }

    private static UUID product(String kind, String name, Object... more) {
        var product = new java.util.HashMap<String, Object>(Map.of("kind", kind, "name", name, "state", "published",
                "price", Map.of("amount", 990, "currency", "EUR")));
        for (var i = 0; i < more.length; i += 2) {
            product.put((String) more[i], more[i + 1]);
        }
        return id(owner.post("/v1/catalog/products", product));
    }

    @Test
    void catalog() {
        var both = new Both<>(CatalogAccess.class);
        var product = product("goods", "Vase", "onHand", 3);
        assertThat(both.ask.shop(owner.slug())).map(CatalogAccess.Shop::organizationId).contains(owner.organization());
        assertThat(both.ask.shop("no-such-shop")).isEmpty();
        assertThat(both.ask.offers(owner.organization(), List.of(product, NOBODY))).hasSize(1)
                .first().satisfies(o -> assertThat(o.templateVersion()).isNull());
        both.allAsked();
    }

    @Test
    void stock() {
        var both = new Both<>(StockKeeper.class);
        var product = product("goods", "Bowl", "onHand", 3);
        both.ask.reserve(owner.organization(), UUID.randomUUID(), Map.of(product, 2));
        assertThat(catchThrowable(() -> both.ask.reserve(owner.organization(), UUID.randomUUID(), Map.of(product, 2))))
                .isInstanceOfSatisfying(Problem.Conflict.class, p -> assertThat(p.slug()).isEqualTo("out-of-stock"));
        both.allAsked();
    }

    @Test
    void rawEvents() {
        var both = new Both<>(RawLog.class);
        owner.post("/v1/ingestion/streams/machines/events", Map.of("events", List.of(
                Map.of("id", "1", "type", "machine.hot", "at", "2026-01-02T03:04:05.678901Z", "data",
                        Map.of("degrees", 1.25e-7, "serial", 12345678901234567L, "note", "“ü”\u0001", "none", List.of())),
                Map.of("id", "2", "type", "machine.cold", "at", "2026-01-02T03:04:05Z", "data", Map.of())))).is(200);
        assertThat(both.ask.heads(owner.organization())).containsExactly(new RawLog.Head(owner.organization(), "machines", 2));
        assertThat(both.ask.heads()).isNotEmpty();
        assertThat(both.ask.after(owner.organization(), "machines", 0, 10)).hasSize(2);
        assertThat(both.ask.after(owner.organization(), "machines", 2, 10)).isEmpty();
        both.allAsked();
    }

    @Test
    void freshness() {
        var fresh = far.bean(Freshness.class);
        Await.value("freshness of nobody", () -> near.bean(Freshness.class).asOf(NOBODY));
        assertThat(Optional.ofNullable(fresh.asOf(NOBODY))).hasValueSatisfying(
                at -> assertThat(Duration.between(at, Instant.now())).isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void processesTellAboutThemselves() {
        var others = far.bean(Processes.class).all();
        assertThat(others).singleElement().satisfies(other -> {
            assertThat(other.name()).isEqualTo(near.url());
            var report = other.ask().report();
            assertThat(report.instance()).isEqualTo(near.bean(Instance.class));
            assertThat(report.parts()).extracting(Part::name).contains("database");
            same((Problem) catchThrowable(() -> near.bean(ProcessAsk.class).replay("users", "nobody", NOBODY, 1)),
                    catchThrowable(() -> other.ask().replay("users", "nobody", NOBODY, 1)));
        });
    }

    @Test
    void tokens() {
        var secret = near.reauthenticate(owner).post("/v1/auth/tokens", Map.of("name", "Robot", "scopes", List.of("work.read"))).is(201)
                .json().get("secret").asString();
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(secret));
        var here = near.bean(TokenBook.class).bearer(hash).orElseThrow();
        var there = far.bean(TokenBook.class).bearer(hash).orElseThrow();
        // An answer counts from the moment it is given, so only that differs.
        assertThat(there.caller()).isEqualTo(here.caller());
        assertThat(there.caller().person()).isEqualTo(owner.id());
        assertThat(there.expiresAt()).isEqualTo(here.expiresAt());
        assertThat(far.bean(TokenBook.class).bearer(Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash("nobody")))).isEmpty();
    }

    @Test
    void newcomers() {
        var both = new Both<>(Newcomers.class);
        var person = Ids.next();
        var names = new Newcomers.Names(person + "@example.org", true, "Nova", "Comer");
        both.ask.admit(person, names, owner.organization(), Role.MEMBER);
        assertThat(near.bean(UserAccess.class).memberships(person)).singleElement()
                .satisfies(m -> assertThat(m.role()).isEqualTo(Role.MEMBER));
        var founder = Ids.next();
        both.ask.found(founder, new Newcomers.Names(founder + "@example.org", false, null, null));
        assertThat(near.bean(UserAccess.class).memberships(founder)).singleElement()
                .satisfies(m -> assertThat(m.role()).isEqualTo(Role.OWNER));
        both.allAsked();
    }

    @Test
    void peopleOfAnotherIssuer() {
        var both = new Both<>(ExternalPeople.class);
        assertThat(both.ask.externalCaller(new ExternalPerson("https://login.example.org", "nobody", null, false,
                null, null, null, null))).isEmpty();
        both.allAsked();
    }

    @Test
    void everyPublishedInterfaceIsComparedHere() {
        assertThat(Services.ALL.stream().flatMap(s -> s.asks().stream())).containsExactlyInAnyOrder(UserAccess.class,
                CredentialStore.class, AdministratorLinks.class, ProjectAccess.class, CatalogAccess.class, StockKeeper.class,
                RawLog.class, Freshness.class, RevokedTokens.class, SessionFreshness.class, TokenBook.class, ExternalPeople.class,
                Newcomers.class);
        Services.ALL.forEach(service -> service.asks().forEach(
                ask -> assertThat(Wire.service(ask)).as(ask.toString()).isEqualTo(service.name())));
    }
}
