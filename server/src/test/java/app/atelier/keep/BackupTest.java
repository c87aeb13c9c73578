package app.atelier.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.LocalBlobStore;
import app.atelier.platform.blob.S3;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.MasterKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a house at work, and what becomes of them. */
class BackupTest {

    private static final String TARGET = "users,auth,projects,files,gateway";
    private static final String PASSPHRASE = "a passphrase for tests";
    private static final S3Properties NO_S3 = new S3Properties(null, null, null, null, null);

    private static House house;
    private static Client person;
    private static String project;
    private static String task;

    @TempDir
    Path folder;
    private Path place;

    @BeforeAll
    static void furnish() {
        house = House.only(TARGET, Map.of("atelier.limits.person", "10000000"));
        person = house.register();
        project = person.post("/v1/projects", Map.of("name", "Kept")).is(201).json().get("id").asString();
        task = newTask("Kept task").is(201).json().get("id").asString();
        attach("kept.txt", "the content of the file");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void place() {
        place = folder.resolve("backups");
    }

    private static Client.Answer newTask(String title) {
        return person.post("/v1/projects/" + project + "/tasks", Map.of("title", title));
    }

    private static String attach(String name, String content) {
        return person.send("POST", "/v1/files?taskId=" + task + "&name=" + name, content.getBytes(StandardCharsets.UTF_8),
                "Content-Type", "text/plain").is(201).json().get("id").asString();
    }

    private static BackupJob job(Target target, String passphrase, Progress progress) {
        return new BackupJob(house.bean(Server.class), house.bean(BlobStore.class),
                MasterKey.in(house.bean(DataFolder.class).path()), target, passphrase, progress);
    }

    private BackupJob.Done backUp(int keep) throws Exception {
        try (var target = Target.to(place.toString(), NO_S3)) {
            return job(target, PASSPHRASE, Progress.NONE).run(keep);
        }
    }

    private Path restored(String passphrase) throws Exception {
        var data = folder.resolve("restored");
        try (var target = Target.from(place.toString(), NO_S3)) {
            new Restoration(Point.open(target, null, passphrase), data, null, NO_S3, Progress.NONE).run();
        }
        return data;
    }

    private Path file(String prefix) throws IOException {
        try (var all = Files.walk(place)) {
            return all.filter(p -> Files.isRegularFile(p) && place.relativize(p).toString().startsWith(prefix)).sorted()
                    .reduce((_, last) -> last).orElseThrow();
        }
    }

    /** The restoration is refused with a sentence that names what is wrong, and leaves no folder. */
    private void refused(String passphrase, String... words) {
        assertThatThrownBy(() -> restored(passphrase)).isInstanceOf(Refusal.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words).endsWith("."));
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void aBackupUnderLoadIsOneMomentAndComesBackAsAHouse() throws Exception {
        var stop = new AtomicBoolean();
        var acknowledged = new AtomicInteger();
        var writers = new Thread[4];
        for (var i = 0; i < writers.length; i++) {
            writers[i] = Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    newTask("Under load").is(201);
                    acknowledged.incrementAndGet();
                }
            });
        }
        Await.until("the load has begun", () -> acknowledged.get() > 20);
        var before = acknowledged.get();
        var done = backUp(0);
        var after = acknowledged.get() + writers.length;
        stop.set(true);
        for (var writer : writers) {
            writer.join();
        }
        assertThat(done.manifest().missing()).isEmpty();
        assertThat(done.manifest().journal().entries()).isPositive();

        try (var target = Target.from(place.toString(), NO_S3)) {
            var report = new VerifyJob(Point.open(target, null, PASSPHRASE), Files.createDirectory(folder.resolve("scratch")), Progress.NONE).run();
            assertThat(report.findings()).isEmpty();
        }
        var again = House.on(restored(PASSPHRASE), TARGET);
        try {
            var back = again.again(person);
            var tasks = Await.value("tasks", () -> count(again));
            assertThat(tasks).isBetween(before, after);
            var file = back.get("/v1/files?taskId=" + task).is(200).json().get("items").get(0).get("id").asString();
            assertThat(back.get("/v1/files/" + file + "/content").is(200).text()).isEqualTo("the content of the file");
            back.post("/v1/projects/" + project + "/tasks", Map.of("title", "The work goes on")).is(201);
        } finally {
            again.close();
        }
    }

    private static Integer count(House of) {
        return of.bean(app.atelier.platform.db.Db.class).in(person.organization(), tx -> tx.sql()
                .resultQuery("select count(*)::int from projects.task where title = 'Under load'").fetchOne(0, Integer.class));
    }

    @Test
    void theSecondBackupCopiesOnlyWhatIsNew() throws Exception {
        var first = backUp(0);
        assertThat(first.newFiles()).isPositive();
        assertThat(backUp(0).newFiles()).isZero();
        attach("second.txt", "another file");
        var third = backUp(0);
        assertThat(third.newFiles()).isEqualTo(1);
        assertThat(third.manifest().blobs()).isEqualTo(first.manifest().blobs() + 1);
    }

    @Test
    void oldBackupsGoAndTakeTheirFilesWithThem() throws Exception {
        var doomed = attach("doomed.txt", "soon deleted");
        backUp(0);
        person.delete("/v1/files/" + doomed).is(204);
        var second = backUp(0);
        assertThat(backUp(2).pruned()).isEqualTo(1);
        try (var target = Target.from(place.toString(), NO_S3)) {
            var listing = target.list();
            assertThat(listing.points()).hasSize(2).contains(second.manifest().id());
            assertThat(listing.sizes().keySet().stream().filter(k -> k.startsWith(Target.BLOBS))).hasSize((int) second.manifest().blobs());
        }
        restored(PASSPHRASE);
    }

    @Test
    void anotherPassphraseOpensNothingAndAddsNothing() throws Exception {
        backUp(0);
        refused("some other passphrase", "passphrase", "ATELIER_BACKUP_PASSPHRASE");
        try (var target = Target.to(place.toString(), NO_S3)) {
            assertThatThrownBy(() -> job(target, "some other passphrase", Progress.NONE).run(0)).isInstanceOf(Refusal.class);
            assertThat(target.list().points()).hasSize(1);
        }
    }

    @Test
    void whatIsCutOffIsNamed() throws Exception {
        backUp(0);
        var part = file("points");
        Files.write(part, java.util.Arrays.copyOf(Files.readAllBytes(part), (int) Files.size(part) - 1));
        refused(PASSPHRASE, part.getFileName().toString(), "cut off");
    }

    @Test
    void aFlippedByteIsNamed() throws Exception {
        backUp(0);
        for (var prefix : new String[] {"points", "blobs"}) {
            var part = file(prefix);
            flip(part);
            refused(PASSPHRASE, place.relativize(part).toString().replace('\\', '/'), "damaged");
            flip(part);
        }
        restored(PASSPHRASE);
    }

    private static void flip(Path part) throws IOException {
        var bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        var id = backUp(0).manifest().id();
        var part = file("points");
        Files.move(part, folder.resolve("aside"));
        refused(PASSPHRASE, part.getFileName().toString(), "missing");
        Files.move(folder.resolve("aside"), part);
        var blob = file("blobs");
        Files.move(blob, folder.resolve("aside"));
        refused(PASSPHRASE, blob.getFileName().toString(), "missing");
        Files.move(folder.resolve("aside"), blob);
        flip(place.resolve("points/" + id + "/key"));
        refused(PASSPHRASE, "key", "damaged");
        flip(place.resolve("points/" + id + "/key"));
        flip(place.resolve("points/" + id + "/manifest"));
        refused(PASSPHRASE, "manifest", "damaged");
    }

    @Test
    void aFolderThatIsNotEmptyIsLeftAlone() throws Exception {
        backUp(0);
        var data = Files.createDirectory(folder.resolve("restored"));
        Files.writeString(data.resolve("mine"), "mine");
        assertThatThrownBy(() -> restored(PASSPHRASE)).isInstanceOf(Refusal.class).hasMessageContaining("not empty");
        assertThat(data.resolve("mine")).hasContent("mine");
        assertThat(data.toFile().list()).containsExactly("mine");
    }

    @Test
    void aCancelledBackupLeavesNone() throws Exception {
        var calls = new AtomicInteger();
        try (var target = Target.to(place.toString(), NO_S3)) {
            assertThatThrownBy(() -> job(target, PASSPHRASE, (what, done, total) -> {
                if (what.equals("Tables") && calls.incrementAndGet() == 5) {
                    throw new Progress.Cancelled();
                }
            }).run(0)).isInstanceOf(Progress.Cancelled.class);
            assertThat(target.list().sizes().keySet()).noneMatch(k -> k.startsWith(Target.POINTS));
        }
        backUp(0);
    }

    @Test
    void whatAKilledBackupLeftGoesWithTheNext() throws Exception {
        try (var target = Target.to(place.toString(), NO_S3)) {
            target.write("points/20200101t000000z-aaaaaa/table-0001", new byte[] {1});
            backUp(0);
            assertThat(target.list().sizes()).doesNotContainKey("points/20200101t000000z-aaaaaa/table-0001");
        }
    }

    @Test
    void backupsOfAnotherInstallationAreNotMixed() throws Exception {
        backUp(0);
        try (var target = Target.to(place.toString(), NO_S3)) {
            assertThatThrownBy(() -> new BackupJob(house.bean(Server.class), house.bean(BlobStore.class), new byte[32], target,
                    PASSPHRASE, Progress.NONE).run(0)).isInstanceOf(Refusal.class).hasMessageContaining("another installation");
        }
    }

    /** The control: what verify compares does differ when one value of one row does. */
    @Test
    void anAlteredRowIsFound() throws Exception {
        backUp(0);
        var data = restored(PASSPHRASE);
        try (var database = EmbeddedDatabase.start(data, Map.of()); var target = Target.from(place.toString(), NO_S3)) {
            var manifest = Point.open(target, null, PASSPHRASE).manifest();
            assertThat(Comparison.of(database.server(), manifest, Progress.NONE)).isEmpty();
            alter(database.server(), "update projects.task set title = 'Kept tasks' where title = 'Kept task'");
            assertThat(Comparison.of(database.server(), manifest, Progress.NONE)).singleElement().asString().contains("projects.task");
            alter(database.server(), "delete from journal.entry where seq = 2");
            assertThat(Comparison.of(database.server(), manifest, Progress.NONE)).hasSize(3)
                    .anyMatch(f -> f.contains("journal.entry has")).anyMatch(f -> f.contains("gaps"));
        }
    }

    private static void alter(Server server, String command) throws Exception {
        try (var connection = Owner.enter(server); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(command)).isPositive();
            connection.commit();
        }
    }

    @Test
    void aBackupOfAnOlderVersionComesBackAsItWasAndMigratesOn() throws Exception {
        var old = folder.resolve("old");
        var data = folder.resolve("restored");
        try (var database = EmbeddedDatabase.start(old, Map.of()); var target = Target.to(place.toString(), NO_S3)) {
            Migrations.runTo(database.server(), Map.of("platform", "1", "journal", "1", "catalog", "1"));
            var job = new BackupJob(database.server(), new LocalBlobStore(old.resolve("files")), new byte[32], target, PASSPHRASE, Progress.NONE);
            job.run(0);
            var point = Point.open(target, null, PASSPHRASE);
            new Restoration(point, data, null, NO_S3, Progress.NONE).run();
            try (var restored = EmbeddedDatabase.start(data, Map.of())) {
                assertThat(Comparison.of(restored.server(), point.manifest(), Progress.NONE)).isEmpty();
                Migrations.run(restored.server(), List.of("catalog"));
                try (var connection = Owner.enter(restored.server())) {
                    assertThat(Catalog.history(connection).get("catalog")).hasSizeGreaterThan(1);
                }
            }
            alter(database.server(), "update catalog.schema_history set version = '9999' where version = '1'");
            job.run(0);
            assertThatThrownBy(() -> new Restoration(Point.open(target, null, PASSPHRASE), folder.resolve("newer"), null, NO_S3, Progress.NONE).run())
                    .isInstanceOf(Refusal.class).hasMessageContaining("catalog V9999");
            assertThat(folder.resolve("newer")).doesNotExist();
        }
    }

    @Test
    void nothingStartsOnHalfARestoration() throws Exception {
        var data = Files.createDirectory(folder.resolve("half"));
        HalfRestored.mark(data);
        assertThatThrownBy(() -> House.on(data, TARGET)).isInstanceOf(Refusal.class).hasMessageContaining("did not end");
    }

    /** As in a database somebody else runs: the owner is no superuser, so foreign keys are checked while it fills. */
    @Test
    void anEmptyDatabaseElsewhereIsFilledAndBackedUp() throws Exception {
        backUp(0);
        var server = house.bean(Server.class);
        var name = "elsewhere" + System.nanoTime();
        try (var connection = java.sql.DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("create role " + name + " login createrole bypassrls password 'secret'");
            statement.execute("grant atelier_app to " + name + " with admin option");
            statement.execute("create database " + name + " owner " + name);
        }
        var elsewhere = new Server(server.url().replaceFirst("/postgres\\?", "/" + name + "?"), name, "secret", server.appPassword());
        var data = folder.resolve("restored");
        try (var target = Target.from(place.toString(), NO_S3)) {
            var point = Point.open(target, null, PASSPHRASE);
            flip(file("blobs"));
            assertThatThrownBy(() -> new Restoration(point, data, elsewhere, NO_S3, Progress.NONE).run()).isInstanceOf(Refusal.class);
            RestoreJob.requireEmpty(elsewhere);
            flip(file("blobs"));
            new Restoration(point, data, elsewhere, NO_S3, Progress.NONE).run();
            assertThat(Comparison.of(elsewhere, point.manifest(), Progress.NONE)).isEmpty();
            assertThat(data.resolve("postgres")).doesNotExist();
            assertThatThrownBy(() -> RestoreJob.requireEmpty(elsewhere)).isInstanceOf(Refusal.class).hasMessageContaining("already holds");
            var again = new BackupJob(elsewhere, house.bean(BlobStore.class), MasterKey.in(data), target, PASSPHRASE, Progress.NONE).run(0);
            assertThat(again.manifest().rows()).isEqualTo(point.manifest().rows());
        }
    }

    @Test
    void backupsGoToS3AndComeBack() throws Exception {
        var s3 = S3.bucket("backups-" + UUID.randomUUID().toString().substring(0, 8));
        var where = "s3://" + s3.bucket() + "/atelier/nightly";
        try (var target = Target.to(where, s3)) {
            job(target, PASSPHRASE, Progress.NONE).run(0);
            assertThat(job(target, PASSPHRASE, Progress.NONE).run(1).newFiles()).isZero();
            assertThat(target.list().points()).hasSize(1);
            var files = S3.bucket("files-" + UUID.randomUUID().toString().substring(0, 8));
            var data = folder.resolve("restored");
            new Restoration(Point.open(target, null, PASSPHRASE), data, null, files, Progress.NONE).run();
            assertThat(data.resolve("files")).doesNotExist();
            assertThatThrownBy(() -> new Restoration(Point.open(target, null, PASSPHRASE), folder.resolve("second"), null, files, Progress.NONE).run())
                    .isInstanceOf(Refusal.class).hasMessageContaining("already holds files");
        }
        assertThatThrownBy(() -> Target.to("s3://absent-bucket/x", s3)).isInstanceOf(Refusal.class).hasMessageContaining("no bucket");
        assertThatThrownBy(() -> Target.to("s3:/nonsense", s3)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Target.to("s3://bucket/x", NO_S3)).isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_ENDPOINT");
    }
}
