package rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import lab.Account;
import lab.Board;
import lab.Connection;
import lab.House;
import lab.LiveClient;
import lab.Row;
import lab.Running;

/** Live clients that lose their connection again and again, while people work and the server restarts. */
public final class Reconnects implements Row {

    private static final int CLIENTS = 50;
    private static final int SECONDS = 60;
    private static final int WRITERS = 4;
    private static final double CATCH_UP_SECONDS = 2;

    @Override
    public String name() {
        return "reconnect";
    }

    @Override
    public String fault() {
        return CLIENTS + " live clients cut every 1 to 5 s for " + SECONDS + " s, two restarts of the server, " + WRITERS + " people at work";
    }

    @Override
    public String control() {
        return "clients that do not say where they were";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, SECONDS, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, 15, true);
    }

    private static Outcome run(Path root, Path scratch, int seconds, boolean weakened) throws Exception {
        var server = Running.start(root, scratch.resolve("data"));
        try {
            var account = Account.register(server.port);
            var project = account.projects(1).getFirst();
            var clients = new ArrayList<LiveClient>();
            for (var n = 0; n < CLIENTS; n++) {
                clients.add(LiveClient.open(account, project, !weakened));
            }
            var work = new Work(account, project);
            var began = System.nanoTime();
            var restarts = 0;
            while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds)) {
                Thread.sleep(200);
                if (restarts < 2 && System.nanoTime() - began > TimeUnit.SECONDS.toNanos(seconds) * (restarts + 1) / 3) {
                    restarts++;
                    server.close();
                    server = Running.start(root, server.data, server.port, Map.of());
                }
            }
            var changes = work.stop();
            clients.forEach(LiveClient::leaveAlone);
            var truth = Board.read(account, project);
            var equal = 0;
            for (var client : clients) {
                equal += client.reaches(truth, 30) ? 1 : 0;
            }
            var cuts = clients.stream().mapToLong(LiveClient::cuts).sum();
            var catchUps = clients.stream().flatMapToDouble(c -> c.catchUps().stream().mapToDouble(Double::doubleValue)).sorted().toArray();
            clients.forEach(LiveClient::close);
            var p95 = catchUps.length == 0 ? 0 : catchUps[(int) (catchUps.length * 0.95)];
            return new Outcome(equal == CLIENTS && p95 <= CATCH_UP_SECONDS,
                    "%,d changes, %,d cuts; %d of %d equal a fresh load; caught up after %.2f s (p95)".formatted(changes, cuts, equal, CLIENTS, p95));
        } finally {
            server.close();
        }
    }

    /** People who make, rename and delete tasks until told to stop. */
    private static final class Work {

        private final List<Thread> threads = new ArrayList<>();
        private final Account account;
        private final String project;
        private final long[] changes = new long[WRITERS];
        private volatile boolean running = true;

        Work(Account account, String project) {
            this.account = account;
            this.project = project;
            for (var n = 0; n < WRITERS; n++) {
                var mine = n;
                threads.add(Thread.ofVirtual().start(() -> work(mine)));
            }
        }

        private void work(int mine) {
            var made = new ArrayList<UUID>();
            while (running) {
                try (var connection = new Connection(account.port())) {
                    while (running && !connection.closing()) {
                        changes[mine] += one(connection, made) ? 1 : 0;
                        Thread.sleep(40);
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (Exception away) {
                    pause();
                }
            }
        }

        private boolean one(Connection connection, List<UUID> made) throws Exception {
            var dice = ThreadLocalRandom.current().nextInt(10);
            if (made.isEmpty() || dice < 4) {
                var id = UUID.randomUUID();
                made.add(id);
                return sent(connection, "POST", "/v1/projects/" + project + "/tasks", Map.of("id", id, "title", "Task " + id));
            }
            var id = made.get(ThreadLocalRandom.current().nextInt(made.size()));
            if (dice < 9) {
                return sent(connection, "PATCH", "/v1/tasks/" + id, Map.of("title", "Renamed " + System.nanoTime()));
            }
            made.remove(id);
            return sent(connection, "DELETE", "/v1/tasks/" + id, null);
        }

        private boolean sent(Connection connection, String method, String path, Map<String, ?> body) throws Exception {
            var status = connection.send(method, path, account.token(), body == null ? null : House.JSON.writeValueAsString(body)).status();
            if (status == 401) {
                account.signIn();
            }
            return status < 300;
        }

        private static void pause() {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        long stop() throws InterruptedException {
            running = false;
            for (var thread : threads) {
                thread.join(30_000);
            }
            return Arrays.stream(changes).sum();
        }
    }
}
