package rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import app.atelier.engines.S3Engine;
import lab.Account;
import lab.Connection;
import lab.Database;
import lab.House;
import lab.Row;
import lab.Running;
import lab.Writers;

/** The S3 service is killed under uploads and away for a minute, while clients write and files go on being sent. */
public final class S3Away implements Row {

    private static final int CLIENTS = 8;
    private static final int UPLOADERS = 4;
    private static final int AWAY_SECONDS = 60;
    private static final int FILES = 100;
    private static final double BACK_WITHIN = 10;
    private static final String BUCKET = "files";
    private static final String TEXT = "Nothing of this may be lost. ".repeat(2_000);

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public String fault() {
        return "S3 killed under uploads and away for " + AWAY_SECONDS + " s, " + CLIENTS + " clients writing, " + UPLOADERS + " uploading";
    }

    @Override
    public String control() {
        return "a store that forgets one object";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, AWAY_SECONDS, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, 1, true);
    }

    private static Outcome run(Path root, Path scratch, int seconds, boolean weakened) throws Exception {
        try (var engine = S3Engine.start(scratch.resolve("s3"))) {
            engine.bucket(BUCKET);
            try (var server = Running.start(root, scratch.resolve("data"), Running.freePort(), Map.of(
                    "ATELIER_S3_ENDPOINT", engine.address(), "ATELIER_S3_BUCKET", BUCKET,
                    "ATELIER_S3_ACCESS_KEY", S3Engine.ACCESS_KEY, "ATELIER_S3_SECRET_KEY", S3Engine.SECRET_KEY))) {
                var account = Account.register(server.port);
                var uploads = new Uploads(account, task(account));
                var writers = new Writers(account, account.projects(CLIENTS));
                double back;
                try (writers; uploads) {
                    writers.start();
                    uploads.start();
                    uploads.awaitMore(FILES);
                    engine.kill();
                    Thread.sleep(seconds * 1_000L);
                    engine.restart();
                    var began = System.nanoTime();
                    uploads.awaitMore(1);
                    back = (System.nanoTime() - began) / 1e9;
                    uploads.awaitMore(FILES);
                }
                if (weakened) {
                    forgetOne(scratch);
                }
                var lost = uploads.lost();
                var rows = Database.of(server.data).number("select count(*) from files.file where organization_id = '"
                        + account.organization() + "'");
                return new Outcome(writers.failures() == 0 && uploads.others.get() == 0 && lost == 0
                        && rows == uploads.acknowledged.size() && back <= BACK_WITHIN,
                        ("%,d writes, %,d failed; %,d files, %,d lost, %,d doubled or half done; %,d uploads told to wait, %,d failed"
                                + " otherwise; uploads go on %.1f s after it is back").formatted(writers.count(), writers.failures(),
                                uploads.acknowledged.size(), lost, rows - uploads.acknowledged.size(), uploads.toldToWait.get(),
                                uploads.others.get(), back));
            }
        }
    }

    private static String task(Account account) throws Exception {
        try (var connection = new Connection(account.port())) {
            return House.call(connection, "POST", "/v1/projects/" + account.projects(1).getFirst() + "/tasks", account.token(),
                    Map.of("title", "With files")).path("id").asString();
        }
    }

    private static void forgetOne(Path scratch) throws Exception {
        try (Stream<Path> objects = Files.walk(scratch.resolve("s3").resolve("buckets").resolve(BUCKET))) {
            Files.delete(objects.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
    }

    /** Clients that send files, each again under its id until it is acknowledged. */
    private static final class Uploads implements AutoCloseable {

        private final Account account;
        private final String task;
        private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
        private final AtomicLong toldToWait = new AtomicLong();
        private final AtomicLong others = new AtomicLong();
        private final List<Thread> threads;
        private volatile boolean running = true;

        Uploads(Account account, String task) {
            this.account = account;
            this.task = task;
            this.threads = Stream.generate(() -> Thread.ofVirtual().unstarted(this::upload)).limit(UPLOADERS).toList();
        }

        void start() {
            threads.forEach(Thread::start);
        }

        private void upload() {
            while (running) {
                var id = UUID.randomUUID().toString();
                var content = "\"" + id + " " + TEXT + "\"";
                while (!send(id, content)) {
                    try {
                        Thread.sleep(100);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        }

        private boolean send(String id, String content) {
            try (var connection = new Connection(account.port())) {
                var status = connection.send("POST", "/v1/files?taskId=" + task + "&name=file.json&id=" + id, account.token(), content).status();
                switch (status) {
                    case 200, 201 -> acknowledged.put(id, content);
                    case 503 -> toldToWait.incrementAndGet();
                    default -> others.incrementAndGet();
                }
                return status == 200 || status == 201;
            } catch (Exception e) {
                others.incrementAndGet();
                return false;
            }
        }

        void awaitMore(int more) throws InterruptedException {
            var enough = acknowledged.size() + more;
            var deadline = System.nanoTime() + 120_000_000_000L;
            while (acknowledged.size() < enough) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("only " + acknowledged.size() + " of " + enough + " uploads came through");
                }
                Thread.sleep(5);
            }
        }

        /** How many of the acknowledged do not come back as they were sent. */
        long lost() {
            return acknowledged.entrySet().stream().filter(file -> !comesBack(file.getKey(), file.getValue())).count();
        }

        /** What breaks off is not given: the server closes the connection to say so. */
        private boolean comesBack(String id, String content) {
            try (var connection = new Connection(account.port())) {
                var answer = connection.send("GET", "/v1/files/" + id + "/content", account.token(), null);
                return answer.status() == 200 && answer.text().equals(content);
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() throws InterruptedException {
            running = false;
            for (var thread : threads) {
                thread.join(60_000);
            }
        }
    }
}
