package app.atelier.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.keep.Finding.Level;
import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.Server;
import app.atelier.platform.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

/** The doctor in a furnished house: healthy first, then with one thing wrong after the other. */
class DoctorTest {

    private static final Binder NONE = Binder.get(Settings.environment(Map.of(), Map.of()));
    private static final String TOTAL = """
            with o as (update orders.placed_order set total = total %1$s 1
                       where id = (select min(order_id::text)::uuid from orders.payment) returning organization_id, id)
            update orders.payment p set amount = amount %1$s 1 from o where p.order_id = o.id""";
    private static House house;

    @BeforeAll
    static void furnish() {
        house = House.demo();
        var owner = house.register();
        var project = owner.post("/v1/projects", Map.of("name", "P")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "T")).is(201).json().get("id").asString();
        owner.send("POST", "/v1/files?taskId=" + task + "&name=f.txt", new byte[] {1, 2, 3}, "Content-Type", "text/plain").is(201);
        // Orders of the demonstration are still being followed for a moment.
        Await.until("a healthy house", () -> problems().isEmpty());
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static List<Finding> problems() {
        try (var installation = Installation.open(house.bean(DataFolder.class).path(), NONE)) {
            return new Doctor(installation, NONE.bindOrCreate("atelier.backup", BackupProperties.class), Progress.NONE).look()
                    .stream().filter(f -> f.level() == Level.PROBLEM).toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int execute(String command) throws Exception {
        try (var connection = Owner.enter(house.bean(Server.class)); var statement = connection.createStatement()) {
            var changed = statement.executeUpdate(command);
            connection.commit();
            return changed;
        }
    }

    /** Breaks something, looks, and mends it. */
    private static void found(String breaking, String mending, String... words) throws Exception {
        execute(breaking);
        try {
            assertThat(problems()).singleElement().satisfies(f -> {
                assertThat(f.what()).contains(words);
                assertThat(f.remedy()).isNotBlank();
            });
        } finally {
            execute(mending);
        }
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatIsWrongInTheDataIsNamed() throws Exception {
        found("update catalog.stock set on_hand = on_hand + 1 where product_id = (select min(product_id::text)::uuid from catalog.stock)",
                "update catalog.stock set on_hand = on_hand - 1 where product_id = (select min(product_id::text)::uuid from catalog.stock)",
                "stock differs");
        found("update orders.payment set amount = amount + 1 where id = (select min(id::text)::uuid from orders.payment)",
                "update orders.payment set amount = amount - 1 where id = (select min(id::text)::uuid from orders.payment)",
                "another amount");
        found(TOTAL.formatted("+"), TOTAL.formatted("-"), "total differs");
        found("update files.usage set bytes = bytes + 1", "update files.usage set bytes = bytes - 1", "bytes counted");
        found("update projects.follower_cursor set seq = seq + 1000000", "update projects.follower_cursor set seq = seq - 1000000",
                "projects", "ahead of the journal");
        found("alter table projects.task no force row level security", "alter table projects.task force row level security",
                "projects.task", "row-level security");
        found("alter role atelier_app bypassrls", "alter role atelier_app nobypassrls", "atelier_app");
    }

    @Test
    void whatIsWrongWithTheFilesIsNamed() throws Exception {
        var data = house.bean(DataFolder.class);
        try (var all = Files.walk(data.resolve("files"))) {
            var blob = all.filter(p -> Files.isRegularFile(p)).findFirst().orElseThrow();
            var aside = data.resolve("aside");
            Files.move(blob, aside);
            assertThat(problems()).singleElement().satisfies(f -> assertThat(f.what()).contains("missing", blob.getFileName().toString()));
            Files.move(aside, blob);
        }
        var key = data.resolve("secrets").resolve("master.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problems()).singleElement().satisfies(f -> assertThat(f.remedy()).contains("chmod 600"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var right = Files.readString(key);
        Files.writeString(key, java.util.Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(problems()).singleElement().satisfies(f -> assertThat(f.what()).contains("data keys do not open"));
        Files.writeString(key, right);
        assertThat(problems()).isEmpty();
    }

    @Test
    void aRoleThatDoesNotSeeAllRowsIsRefused() throws Exception {
        var server = house.bean(Server.class);
        var blind = new Server(server.url(), Server.APP_ROLE, server.appPassword(), server.appPassword());
        assertThatThrownBy(() -> Owner.enter(blind).close()).isInstanceOf(Refusal.class).hasMessageContaining("BYPASSRLS");
    }
}
