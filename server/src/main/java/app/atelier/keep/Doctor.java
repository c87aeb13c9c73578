package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

import app.atelier.keep.Runs.Kind;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.secrets.DataKeys;
import app.atelier.platform.secrets.KeyProvider;
import app.atelier.platform.secrets.SecretBox;

/** Looks at an installation from the machine to the rows, and says what is wrong and what to do. */
final class Doctor {

    private static final int OLDEST_POSTGRES = 18;
    private static final long LITTLE_ROOM = 5L << 30;
    private static final long NO_ROOM = 500L << 20;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(2);
    private static final Duration OLD_BACKUP = Duration.ofHours(30);
    /** An upload's row follows its bytes; deleted ones are swept within hours. */
    private static final Duration YOUNG = Duration.ofHours(12);
    private static final int SAMPLE = 200;

    private final Installation installation;
    private final BackupProperties backups;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Installation installation, BackupProperties backups, Progress progress) {
        this.installation = installation;
        this.backups = backups;
        this.progress = progress;
    }

    List<Finding> look() throws IOException, SQLException {
        try (var connection = Owner.enter(installation.server())) {
            versions(connection);
            disk();
            clock(connection);
            secrets();
            keys(connection);
            invariants(connection);
            deadLetters(connection);
            files(connection);
            lastBackup();
        }
        return List.copyOf(findings);
    }

    private void versions(Connection connection) throws SQLException {
        var postgres = connection.getMetaData().getDatabaseMajorVersion();
        findings.add(postgres < OLDEST_POSTGRES
                ? Finding.problem("PostgreSQL is version " + postgres + ".", "Upgrade it to " + OLDEST_POSTGRES + " or newer.")
                : Finding.ok("PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", Java " + Runtime.version().feature()));
        var unknown = new ArrayList<String>();
        for (var schema : Catalog.history(connection).entrySet()) {
            var last = schema.getValue().isEmpty() ? null : schema.getValue().getLast().version();
            if (last != null && !Migrations.knows(schema.getKey(), last)) {
                unknown.add(schema.getKey() + " V" + last);
            }
        }
        findings.add(unknown.isEmpty() ? Finding.ok("the database is of this version or an older one")
                : Finding.problem("The database is of a newer version (" + String.join(", ", unknown) + ").",
                        "Start the newer version again, or restore a backup of this one."));
    }

    private void disk() throws IOException {
        var free = Files.getFileStore(installation.data()).getUsableSpace();
        var says = "The disk of " + installation.data() + " has " + (free >> 20) + " MiB left.";
        findings.add(free < NO_ROOM ? Finding.problem(says, "Make room now: writes fail when it is full.")
                : free < LITTLE_ROOM ? Finding.advice(says, "Make room soon.") : Finding.ok((free >> 30) + " GiB of disk left"));
    }

    private void clock(Connection connection) throws SQLException {
        var before = Instant.now();
        var there = Catalog.ask(connection, "select clock_timestamp()", r -> r.getTimestamp(1).toInstant()).getFirst();
        var between = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        var apart = Duration.between(between, there).abs();
        findings.add(apart.compareTo(CLOCKS_APART) > 0
                ? Finding.problem("The clocks of this machine and of the database are " + apart.toMillis() / 1_000 + " s apart.",
                        "Have both follow NTP; tokens and schedules depend on them.")
                : Finding.ok("the clock agrees with the database's"));
    }

    private void secrets() throws IOException {
        var open = new ArrayList<String>();
        try (var all = Files.list(installation.data().resolve("secrets"))) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                if (readableByOthers(file)) {
                    open.add(file.toString());
                }
            }
        }
        findings.add(open.isEmpty() ? Finding.ok("secrets are readable by their owner only")
                : Finding.problem("Others may read " + String.join(", ", open) + ".", "chmod 600 " + String.join(" ", open)));
    }

    private static boolean readableByOthers(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_READ) || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    private void keys(Connection connection) throws SQLException {
        var key = installation.masterKey();
        if (key.length != 32 && key.length != 0) {
            findings.add(Finding.problem("The master key is none: it has " + key.length + " bytes.", "Restore it from a backup."));
            return;
        }
        var keys = new DataKeys(() -> DataKeyRows.all(connection), installation.providers());
        try {
            keys.refresh();
            findings.add(Finding.ok("the key provider opens the data keys"));
        } catch (KeyProvider.Failed failed) {
            findings.add(Finding.problem("The data keys do not open.", failed.sentence()));
            return;
        }
        if (!"t".equals(Catalog.one(connection, "select to_regclass('files.file') is not null"))) {
            return;
        }
        var box = new SecretBox(keys);
        var closed = Catalog.ask(connection, "select blob, data_key from files.file order by created_at desc limit " + SAMPLE,
                r -> opens(box, r.getBytes(2), r.getString(1))).stream().filter(opens -> !opens).count();
        findings.add(closed == 0 ? Finding.ok("the data keys open the files' keys")
                : Finding.problem("The data keys do not open the keys of " + closed + " of the newest files.",
                        "It is another than the one they were sealed with: restore the right one from a backup."));
    }

    private static boolean opens(SecretBox box, byte[] sealed, String context) {
        try {
            box.open(sealed, context);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void invariants(Connection connection) throws SQLException {
        Owner.snapshotAfter(connection);
        var all = Invariants.all(connection);
        var done = 0;
        for (var invariant : all) {
            progress.at("Invariants", done++, all.size());
            var broken = invariant.broken(connection);
            findings.add(broken.isEmpty() ? Finding.ok(invariant.name()) : Finding.problem(broken.getFirst(), invariant.remedy()));
        }
        connection.rollback();
    }

    private void deadLetters(Connection connection) throws SQLException {
        long parked = 0;
        for (var schema : Catalog.ask(connection, "select schemaname from pg_tables where tablename = 'dead_letter' and schemaname in "
                + Catalog.OURS, r -> Table.quoted(r.getString(1)))) {
            parked += Catalog.ask(connection, "select count(*) from " + schema + ".dead_letter where parked_at is not null",
                    r -> r.getLong(1)).getFirst();
        }
        findings.add(parked == 0 ? Finding.ok("no journal entry is parked")
                : Finding.advice(parked + " journal entries are parked: followers could not digest them.",
                        "See why on the System screen, and have them taken again there."));
    }

    private void files(Connection connection) throws SQLException, IOException {
        var there = new HashMap<String, Instant>();
        try {
            installation.blobs().list(blob -> there.put(blob.key(), blob.at()));
        } catch (IOException e) {
            findings.add(Finding.problem("The files' store does not answer: " + e.getMessage(), "Check ATELIER_S3_* and whether it runs."));
            return;
        }
        var wanted = new HashSet<String>();
        Catalog.blobs(connection, wanted::add);
        connection.rollback();
        var missing = wanted.stream().filter(key -> !there.containsKey(key)).sorted().toList();
        var orphans = there.entrySet().stream().filter(e -> !wanted.contains(e.getKey()) && e.getValue().isBefore(Instant.now().minus(YOUNG))).count();
        findings.add(missing.isEmpty() ? Finding.ok("all files are there (" + wanted.size() + ")")
                : Finding.problem(missing.size() + " files are missing in the store: " + String.join(", ", missing.subList(0, Math.min(10, missing.size()))) + ".",
                        "Bring them back from the blobs folder of a backup."));
        if (orphans > 0) {
            findings.add(Finding.advice(orphans + " files in the store belong to nothing.", "A running server deletes them within six hours."));
        }
    }

    private void lastBackup() {
        var runs = Runs.of(installation.server());
        if (!runs.areKept()) {
            return;
        }
        var last = runs.lastDone(Kind.BACKUP);
        if (last.isEmpty()) {
            findings.add(Finding.advice("There is no backup.", "Set ATELIER_BACKUP_TO for a nightly one, or run atelier backup --to DIR."));
        } else if (last.get().startedAt().isBefore(Instant.now().minus(OLD_BACKUP))) {
            findings.add(Finding.advice("The last backup is of " + last.get().startedAt() + ".", backups.to() == null
                    ? "Set ATELIER_BACKUP_TO for a nightly one." : "See on the System screen why the nightly one is not made."));
        } else {
            findings.add(Finding.ok("the last backup is of " + last.get().startedAt()));
        }
    }
}
