package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import app.atelier.keep.Runs.Kind;
import app.atelier.keep.Runs.Run;
import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.SecretsProperties;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Backs up once a day and verifies what was written, in whichever process with files is first; one that was missed is
 * made up for. What it came to is kept and shown on the System screen.
 */
final class Nightly implements SmartLifecycle, JobSource {

    private static final Logger log = LoggerFactory.getLogger(Nightly.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofHours(1);
    /** A day, and the time a backup may take. */
    private static final Duration TOO_OLD = Duration.ofHours(30);

    private final Server server;
    private final @Nullable BlobStore blobs;
    private final DataFolder data;
    private final SecretsProperties secrets;
    private final S3Properties s3;
    private final BackupProperties properties;
    private final Runs runs;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /** @param blobs null in a process without files, which makes no backups and only tells of them */
    Nightly(Server server, @Nullable BlobStore blobs, DataFolder data, SecretsProperties secrets, S3Properties s3,
            BackupProperties properties, Runs runs) {
        this.server = server;
        this.blobs = blobs;
        this.data = data;
        this.secrets = secrets;
        this.s3 = s3;
        this.properties = properties;
        this.runs = runs;
    }

    @Override
    public void start() {
        running = true;
        if (properties.to() != null && blobs != null) {
            thread = Thread.ofVirtual().name("nightly-backup").start(this::watch);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        for (var pause = FIRST; running; pause = EVERY) {
            try {
                Thread.sleep(pause);
                look(Instant.now());
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                log.warn("The nightly backup cannot be looked after, trying again in a minute", e);
            }
        }
    }

    /** Makes the backup that is due, if one is and nobody else is at it. True when it did. */
    boolean look(Instant now) throws Exception {
        var due = now.atZone(ZoneOffset.UTC).with(properties.time()).toInstant();
        var scheduled = due.isAfter(now) ? due.minus(Duration.ofDays(1)) : due;
        if (isMade(scheduled, now)) {
            return false;
        }
        try (var connection = Owner.enter(server); var lock = DatabaseLock.tryTake(connection, "atelier.nightly")) {
            if (lock == null || isMade(scheduled, now)) {
                return false;
            }
            runs.abandon();
            run(scheduled);
            return true;
        }
    }

    /** One that failed is tried again after an hour. */
    private boolean isMade(Instant scheduled, Instant now) {
        return runs.last(Kind.BACKUP).filter(r -> switch (r.outcome()) {
            case "done" -> !r.startedAt().isBefore(scheduled);
            case "failed" -> r.startedAt().isAfter(now.minus(AGAIN));
            default -> false;
        }).isPresent();
    }

    private void run(Instant scheduled) {
        var where = String.valueOf(properties.to());
        var passphrase = properties.secret().orElseThrow();
        var done = record(Kind.BACKUP, scheduled, where, target -> {
            var backup = new BackupJob(server, blobs(), secrets.masterKeyIfAny(data.path()), target, passphrase, this::check).run(properties.keep());
            return new Result(true, backup.manifest().id(), backup.sentence());
        });
        if (done && properties.verify()) {
            record(Kind.VERIFY, scheduled, where, target -> verify(target, passphrase));
        }
    }

    private Result verify(Target target, String passphrase) throws IOException, SQLException {
        var scratch = Files.createTempDirectory(Files.createDirectories(data.resolve("run")), "verify-").toAbsolutePath();
        try {
            var report = new VerifyJob(Point.open(target, null, passphrase), scratch, this::check).run();
            return new Result(report.findings().isEmpty(), report.manifest().id(),
                    String.join(" ", report.findings()) + (report.findings().isEmpty() ? "" : " ") + report.sentence());
        } finally {
            Restoration.clear(scratch, false);
        }
    }

    private BlobStore blobs() {
        if (blobs == null) {
            throw new IllegalStateException("A process without files makes no backups");
        }
        return blobs;
    }

    private record Result(boolean well, String point, String detail) {
    }

    private interface Work {
        Result with(Target target) throws Exception;
    }

    private boolean record(Kind kind, Instant scheduled, String where, Work work) {
        var run = runs.begin(kind, scheduled, where);
        try (var target = Target.to(where, s3)) {
            var result = work.with(target);
            runs.end(run, result.well(), result.point(), result.detail());
            log.info("{}", result.detail());
            return result.well();
        } catch (Exception e) {
            failed(run, kind, e);
            return false;
        }
    }

    private void failed(UUID run, Kind kind, Exception failure) {
        var sentence = switch (failure) {
            case Refusal refusal -> refusal.sentence();
            case Progress.Cancelled _ -> "The server was stopped meanwhile.";
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
        runs.end(run, false, null, sentence);
        log.error("The nightly {} failed: {}", kind.word(), sentence, failure instanceof Refusal ? null : failure);
    }

    private void check(String what, long done, long total) {
        if (!running) {
            throw new Progress.Cancelled();
        }
    }

    @Override
    public List<Job> jobs() {
        if (properties.to() == null && runs.last(Kind.BACKUP).isEmpty()) {
            return List.of(new Job("keep", "Backup", Job.State.IDLE, "None is set up; set ATELIER_BACKUP_TO and a passphrase.", null, null));
        }
        return List.of(job(Kind.BACKUP, "Backup"), job(Kind.VERIFY, "Verification of the backup"));
    }

    private Job job(Kind kind, String name) {
        var last = runs.last(kind);
        var late = properties.to() != null && (kind == Kind.BACKUP || properties.verify())
                && last.map(Run::startedAt).filter(Instant.now().minus(TOO_OLD)::isAfter).isPresent();
        var state = last.map(Run::outcome).map(outcome -> switch (outcome) {
            case "running" -> Job.State.RUNNING;
            case "failed" -> Job.State.FAILED;
            default -> late ? Job.State.FAILED : Job.State.IDLE;
        }).orElse(Job.State.IDLE);
        return new Job("keep", name, state, detail(last, late), null,
                last.map(r -> Optional.ofNullable(r.finishedAt()).orElse(r.startedAt())).orElse(null));
    }

    private String detail(Optional<Run> last, boolean late) {
        var next = properties.to() == null ? "" : String.format(Locale.ROOT, " Daily at %s UTC to %s.", properties.at(), properties.to());
        if (last.isEmpty()) {
            return "Not made yet." + next;
        }
        return (late ? "The last is too old: is a process with files running? " : "") + last.get().detail() + next;
    }
}
