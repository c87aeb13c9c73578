package app.atelier.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.Dump;
import app.atelier.House;
import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Server;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in a running house (security.md 36): rotation, and providers that are changed. */
class SecretsTest {

    private static House house;
    private static Client owner;
    private static String link;

    @BeforeAll
    static void open() {
        house = House.only("users,auth,projects,files,gateway", Map.of());
        owner = house.register();
        var project = owner.post("/v1/projects", Map.of("name", "P")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "T")).is(201).json().get("id").asString();
        var file = owner.send("POST", "/v1/files?taskId=" + task + "&name=f.txt", "content".getBytes(StandardCharsets.UTF_8),
                "Content-Type", "text/plain").is(201).json().get("id").asString();
        link = "/v1/files/" + file + "/content";
        owner.post("/v1/webhooks", Map.of("url", "https://93.184.216.34/", "types", java.util.List.of("order.paid"))).is(201);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static UUID rotate() {
        var id = Ids.next();
        house.bean(Db.class).shared(tx -> {
            new DataKeyStore().insert(tx, DataKeys.make(id, house.bean(KeyProviders.class)));
            return null;
        });
        return id;
    }

    /** A column that was named wrongly, or may not be written, would stop sealing anew for all. */
    @Test
    void everyPlaceWithSecretsCanBeSealedAnew() {
        var all = House.all();
        var places = all.context().getBeansOfType(Sealed.class).values();
        assertThat(places).hasSizeGreaterThanOrEqualTo(8);
        for (var place : places) {
            all.bean(Db.class).shared(tx -> tx.sql().fetch("select " + place.key() + ", " + place.context() + ", length(" + place.column() + ") from "
                    + place.table() + (place.tenant() ? " where organization_id is not null" : "") + " limit 1"));
            var writable = all.bean(Db.class).shared(tx -> tx.sql().fetchValue("select has_column_privilege({0}, {1}, 'update')",
                    DSL.val(place.table()), DSL.val(place.column())));
            assertThat(writable).as(place.place()).isEqualTo(true);
        }
    }

    private static byte[] sealedFileKey() {
        return house.bean(Db.class).in(owner.organization(), tx -> tx.sql().select(DSL.field("data_key", byte[].class))
                .from("files.file").fetchSingle(0, byte[].class));
    }

    @Test
    void keyRotationWorksOldValuesOpenAndNewOnesUseTheNewKey() {
        var box = house.bean(SecretBox.class);
        var before = box.seal("old".getBytes(StandardCharsets.UTF_8), "x");
        var text = box.sealText("old", "x");
        assertThat(box.isCurrent(before)).isTrue();
        assertThat(box.isCurrent(sealedFileKey())).isTrue();
        house.bean(Resealing.class).look(Duration.ZERO);
        var key = rotate();
        // Not before every process knows the new one.
        assertThat(house.bean(Resealing.class).look(Duration.ofMinutes(1))).isZero();
        assertThat(house.bean(DataKeys.class).currentId()).isEqualTo(key);
        assertThat(box.isCurrent(sealedFileKey())).isFalse();
        var resealed = house.bean(Resealing.class).look(Duration.ZERO);
        // A file's key, the signing key, a webhook's secret, and what else there is by now.
        assertThat(resealed).isGreaterThanOrEqualTo(3);
        assertThat(box.isCurrent(sealedFileKey())).isTrue();
        assertThat(box.isCurrent(box.seal(new byte[] {1}, "x"))).isTrue();
        assertThat(box.open(before, "x")).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
        assertThat(box.openText(text, "x")).isEqualTo("old");
        assertThat(house.bean(Resealing.class).look(Duration.ZERO)).isZero();
        var live = house.bean(Db.class).shared(tx -> new DataKeyStore().all(tx)).stream().filter(k -> k.retiredAt() == null).toList();
        assertThat(live).singleElement().satisfies(k -> assertThat(k.id()).isEqualTo(key));
        assertThat(owner.get(link).is(200).text()).isEqualTo("content");
        // A process that starts now knows only what is not retired, and opens the rest all the same.
        var fresh = new SecretBox(new DataKeys(() -> house.bean(Db.class).shared(tx -> new DataKeyStore().all(tx)), house.bean(KeyProviders.class)));
        assertThat(fresh.open(before, "x")).isEqualTo("old".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatTheMasterKeySealedBeforeOpensAndIsSealedAnew() {
        var master = MasterKey.in(house.bean(DataFolder.class).path());
        var box = house.bean(SecretBox.class);
        var before = new SecretBox(master).seal("older".getBytes(StandardCharsets.UTF_8), "x");
        assertThat(box.open(before, "x")).isEqualTo("older".getBytes(StandardCharsets.UTF_8));
        assertThat(box.isCurrent(before)).isFalse();
        house.bean(Db.class).in(owner.organization(), tx -> tx.sql().execute("update files.file set data_key = {0}",
                DSL.val(new SecretBox(master).seal(box.open(sealedFileKey(), blob()), blob()))));
        assertThat(owner.get(link).is(200).text()).isEqualTo("content");
        house.bean(Db.class).shared(tx -> tx.sql().execute("update platform.resealed set key_id = null"));
        assertThat(house.bean(Resealing.class).look(Duration.ZERO)).isEqualTo(1);
        assertThat(box.isCurrent(sealedFileKey())).isTrue();
        assertThat(owner.get(link).is(200).text()).isEqualTo("content");
    }

    private static String blob() {
        return house.bean(Db.class).in(owner.organization(), tx -> tx.sql().fetchValue("select blob from files.file").toString());
    }

    @Test
    void anotherMasterKeyStopsTheStartWithOneSentence() {
        var settings = Map.of("atelier.service.auth.url", house.url(), "atelier.service.users.url", house.url());
        assertThatThrownBy(() -> House.at(house.bean(Server.class), "gateway", settings))
                .satisfies(e -> assertThat(refusal(e)).contains("ATELIER_SECRETS_KEY_FILE"));
    }

    @Test
    void anInstallationMovesFromTheFileToVault(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("token"), FakeVault.TOKEN);
        try (var vault = new FakeVault("atelier")) {
            var properties = properties(vault, folder);
            var providers = new KeyProviders(properties, house.bean(DataFolder.class).path());
            var db = house.bean(Db.class);
            var rows = db.shared(tx -> new DataKeyStore().all(tx));
            var rewrapped = rows.stream().map(row -> DataKeys.rewrap(row, providers)).toList();
            assertThat(rewrapped).extracting(DataKeys.Wrapped::provider).containsOnly("vault");
            // Without the file: Vault alone opens everything sealed with data keys.
            var elsewhere = new SecretBox(new DataKeys(() -> rewrapped, new KeyProviders(properties, folder)));
            var sealed = house.bean(SecretBox.class).seal(new byte[] {7}, "x");
            assertThat(elsewhere.open(sealed, "x")).containsExactly(7);
            vault.broken = 503;
            var settings = Map.of("atelier.secrets.provider", "vault", "atelier.secrets.vault-url", vault.url().toString(),
                    "atelier.secrets.vault-token-file", folder.resolve("token").toString());
            assertThatThrownBy(() -> House.only("users,auth", settings)).satisfies(e -> assertThat(refusal(e)).contains("sealed or in standby"));
            vault.broken = 0;
            var other = House.only("users,auth,gateway", settings);
            try {
                other.register().get("/v1/webhooks").is(200);
                assertThat(other.bean(DataFolder.class).resolve("secrets").resolve("master.key")).doesNotExist();
                assertThat(Dump.of(other)).contains("vault");
            } finally {
                other.close();
            }
        }
    }

    private static SecretsProperties properties(FakeVault vault, Path folder) {
        return new SecretsProperties(SecretsProperties.Provider.VAULT, null, null, "us-east-1", null, null, null, vault.url(),
                folder.resolve("token"), "transit", "atelier", null);
    }

    private static String refusal(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.sentence();
            }
        }
        throw new AssertionError(failure);
    }
}
