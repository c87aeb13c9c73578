package app.atelier.users.exports;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.blob.BlobCipher;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.system.Holding;
import app.atelier.platform.system.ProcessAsk;
import app.atelier.platform.system.Processes;
import app.atelier.platform.web.Problem;
import app.atelier.users.exports.ExportEvents.OrganizationExportTaken;
import app.atelier.users.exports.ExportEvents.OrganizationExported;
import app.atelier.users.people.PersonStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes everything of an organization along: every service's rows as JSON lines, and the files, in one ZIP. It is made
 * in the background from what all processes tell, lies encrypted for a week, and is fetched by a link that expires.
 */
@Component
class Exports {

    private static final Logger log = LoggerFactory.getLogger(Exports.class);
    /** What belongs to single people, or is of no use elsewhere. */
    private static final Set<String> LEFT_OUT = Set.of("notifications.notice", "notifications.preference", "notifications.delivery",
            "notifications.suppression", "users.audit_head", "users.export");
    private static final String AUDIT = "users.audit_entry";
    private static final String FILES = "files.file";
    private static final int PAGE = 500;
    private static final int PIECE = 1 << 20;
    private static final int SHOWN = 10;

    private final Db db;
    private final ExportStore store;
    private final PersonStore people;
    private final Journal journal;
    private final BlobStore blobs;
    private final SecretBox box;
    private final JsonMapper json;
    private final ProcessAsk here;
    private final ObjectProvider<Processes> elsewhere;

    Exports(Db db, ExportStore store, PersonStore people, Journal journal, BlobStore blobs, SecretBox box, JsonMapper json,
            ProcessAsk here, ObjectProvider<Processes> elsewhere) {
        this.db = db;
        this.store = store;
        this.people = people;
        this.journal = journal;
        this.blobs = blobs;
        this.box = box;
        this.json = json;
        this.here = here;
        this.elsewhere = elsewhere;
    }

    /** Somebody cancelled it: nothing is kept. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Begins one and comes back at once. */
    Export start(Caller caller) {
        caller.require(Permission.ORGANIZATION_MANAGE);
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var export = new Export(Ids.next(), Export.State.RUNNING, 0, 0, null, null, null, caller.person(), now, now);
        db.in(caller.organization(), tx -> {
            people.lockOrganization(tx, caller.organization());
            if (store.newest(tx, SHOWN).stream().anyMatch(e -> e.at(now).state() == Export.State.RUNNING)) {
                throw new Problem.Conflict("An export is under way already; wait for it or cancel it.");
            }
            store.insert(tx, export);
            journal.record(tx, caller.person(), new OrganizationExported(caller.organization(), export.id()));
            return null;
        });
        Thread.ofVirtual().name("export-" + export.id()).start(() -> run(caller, export));
        return export;
    }

    /** The last ten, newest first. */
    List<Export> all(Caller caller) {
        caller.require(Permission.ORGANIZATION_MANAGE);
        return db.in(caller.organization(), tx -> store.newest(tx, SHOWN)).stream().map(e -> e.at(Instant.now())).toList();
    }

    Export read(Caller caller, UUID id) {
        caller.require(Permission.ORGANIZATION_MANAGE);
        return find(caller.organization(), id).at(Instant.now());
    }

    private Export find(UUID organization, UUID id) {
        return db.in(organization, tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("export", id));
    }

    /** Stops one, unless it has ended. */
    Export cancel(Caller caller, UUID id) {
        caller.require(Permission.ORGANIZATION_MANAGE);
        return db.in(caller.organization(), tx -> {
            store.end(tx, id, Export.State.CANCELLED, null, null, null);
            return store.find(tx, id).orElseThrow(() -> new Problem.NotFound("export", id));
        });
    }

    /** Notes that somebody is about to download it, if it is there. */
    Export take(Caller caller, UUID id) {
        var export = read(caller, id);
        if (!export.isThere(Instant.now())) {
            throw new Problem.Conflict("This export has no file: it is not done, or its week is over. Make a new one.");
        }
        db.in(caller.organization(), tx -> {
            journal.record(tx, caller.person(), new OrganizationExportTaken(caller.organization(), id));
            return null;
        });
        return export;
    }

    /** @throws Problem.NotFound when it is not there any more */
    Export there(UUID organization, UUID id) {
        var export = find(organization, id);
        if (!export.isThere(Instant.now())) {
            throw new Problem.NotFound("export", id);
        }
        return export;
    }

    /** Writes the file. */
    void give(Export export, OutputStream out) throws IOException {
        var key = export.dataKey();
        var size = export.size();
        if (key == null || size == null) {
            throw new Problem.NotFound("export", export.id());
        }
        try (var in = new BlobCipher(box.open(key, export.blob()), export.blob()).decrypt(blobs.open(export.blob()))) {
            BlobCipher.copy(in, 0, size, out);
        }
    }

    private void run(Caller caller, Export export) {
        try {
            var key = BlobCipher.newKey();
            long size;
            try (var upload = blobs.begin(export.blob())) {
                var counted = new Counted(new BlobCipher(key, export.blob()).encrypt(upload.stream()));
                try (var archive = new Archive(counted)) {
                    write(caller, export, archive);
                }
                size = counted.bytes;
                upload.commit();
            }
            boolean kept = db.in(caller.organization(), tx -> store.end(tx, export.id(), Export.State.DONE, size, box.seal(key, export.blob()), null));
            if (!kept) {
                blobs.delete(export.blob());
            }
        } catch (Cancelled _) {
            log.info("Export {} was cancelled", export.id());
        } catch (Problem.Unavailable away) {
            fail(caller, export, away.detail());
        } catch (IOException | RuntimeException e) {
            log.error("Export {} failed", export.id(), e);
            fail(caller, export, "The export failed because of a fault of the server. Try again, and tell your administrator the export's id "
                    + export.id() + " if it fails again.");
        }
    }

    private void fail(Caller caller, Export export, String problem) {
        db.in(caller.organization(), tx -> store.end(tx, export.id(), Export.State.FAILED, null, null, problem));
    }

    /** A table and who tells its rows. */
    private record Part(Holding holding, ProcessAsk process) {

        String name() {
            return holding.service() + "." + holding.table();
        }
    }

    private void write(Caller caller, Export export, Archive archive) throws IOException {
        var parts = parts(caller);
        var files = parts.stream().filter(p -> p.name().equals(FILES)).mapToLong(p -> p.holding().rows()).sum();
        var progress = new Progress(caller, export, parts.stream().mapToLong(p -> p.holding().rows()).sum() + files);
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("format", "atelier-export/1");
        manifest.put("organization", db.shared(tx -> people.organization(tx, caller.organization())).orElseThrow());
        manifest.put("exportedAt", export.createdAt());
        manifest.put("services", parts.stream().map(p -> p.holding().service()).distinct().toList());
        manifest.put("tables", parts.stream().map(Part::holding).toList());
        archive.file("manifest.json");
        archive.line(json.writeValueAsString(manifest));
        archive.file("people.jsonl");
        for (var person : people(caller)) {
            archive.line(json.writeValueAsString(person));
        }
        for (var part : parts) {
            rows(caller, part, archive, progress);
        }
        for (var part : parts) {
            if (part.name().equals(FILES)) {
                files(caller, part, archive, progress);
            }
        }
    }

    /** Every table once, of the first process that tells it. */
    private List<Part> parts(Caller caller) {
        var parts = new LinkedHashMap<String, Part>();
        var processes = new ArrayList<>(List.of(here));
        elsewhere.ifAvailable(known -> known.all().forEach(remote -> processes.add(remote.ask())));
        for (var process : processes) {
            for (var holding : process.holdings(caller.organization())) {
                var part = new Part(holding, process);
                if (!LEFT_OUT.contains(part.name()) && (!part.name().equals(AUDIT) || caller.may(Permission.AUDIT_READ))) {
                    parts.putIfAbsent(part.name(), part);
                }
            }
        }
        return List.copyOf(parts.values());
    }

    /** The people whose ids stand in the rows. */
    private List<Map<String, Object>> people(Caller caller) {
        return db.in(caller.organization(), tx -> people.membersWith(tx, app.atelier.platform.security.Role.GUEST)).stream()
                .map(p -> Map.<String, Object>of("id", p.id(), "username", p.username(), "email", p.email(), "firstName", p.firstName(),
                        "lastName", p.lastName(), "timeZone", p.timeZone()))
                .toList();
    }

    private void rows(Caller caller, Part part, Archive archive, Progress progress) throws IOException {
        archive.file(part.holding().service() + "/" + part.holding().table() + ".jsonl");
        each(caller, part, row -> {
            archive.line(row);
            progress.count(1);
        });
    }

    /** What is done with a row. */
    private interface RowWork {
        void on(String row) throws IOException;
    }

    private static void each(Caller caller, Part part, RowWork work) throws IOException {
        @Nullable String after = null;
        List<String> rows;
        do {
            rows = part.process().rows(caller.organization(), part.holding().service(), part.holding().table(), after, PAGE);
            for (var row : rows) {
                work.on(row);
                after = row;
            }
        } while (rows.size() == PAGE);
    }

    private void files(Caller caller, Part part, Archive archive, Progress progress) throws IOException {
        each(caller, part, row -> {
            JsonNode file = json.readTree(row);
            var id = UUID.fromString(file.path("id").asString());
            archive.file("files/content/" + id + "-" + Archive.plain(file.path("name").asString("")));
            long from = 0;
            byte[] piece;
            do {
                piece = part.process().bytes(caller.organization(), part.holding().service(), id, from, PIECE);
                archive.bytes(piece);
                from += piece.length;
                progress.count(0);
            } while (piece.length == PIECE);
            progress.count(1);
        });
    }

    /** Notes now and then how far it is, and hears whether it is to go on. */
    private final class Progress {

        private static final Duration EVERY = Duration.ofMillis(500);

        private final Caller caller;
        private final Export export;
        private final long total;
        private long done;
        private long told = System.nanoTime() - EVERY.toNanos();

        Progress(Caller caller, Export export, long total) {
            this.caller = caller;
            this.export = export;
            this.total = total;
        }

        void count(int more) {
            done += more;
            if (System.nanoTime() - told >= EVERY.toNanos() || done == total) {
                told = System.nanoTime();
                boolean goesOn = db.in(caller.organization(), tx -> store.beat(tx, export.id(), done, total));
                if (!goesOn) {
                    throw new Cancelled();
                }
            }
        }
    }

    private static final class Counted extends FilterOutputStream {

        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
            out.write(buffer, from, length);
            bytes += length;
        }
    }

    /** Deletes the files whose week is over. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    void sweep() {
        try {
            sweep(Instant.now());
        } catch (IOException | RuntimeException e) {
            log.warn("Old exports could not be deleted, trying again later", e);
        }
    }

    int sweep(Instant now) throws IOException {
        var old = new ArrayList<String>();
        blobs.list(blob -> {
            if (blob.key().startsWith("exports/") && blob.at().isBefore(now.minus(Export.KEPT))) {
                old.add(blob.key());
            }
        });
        for (var key : old) {
            blobs.delete(key);
        }
        return old.size();
    }
}
