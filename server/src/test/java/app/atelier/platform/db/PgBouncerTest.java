package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A house behind a real PgBouncer in transaction mode with fewer sessions than the house has connections. No registry of
 * ours brings one, so this runs by {@code ./mvnw -Ppgbouncer verify} where one is in PATH; {@link SessionStateTest}
 * guards the rule in every run.
 */
@Tag("pgbouncer")
class PgBouncerTest {

    private static final int SESSIONS = 4;
    private static final int CLIENTS = 8;
    private static final int LAPS = 12;

    @Test
    void aHouseWorksBehindIt(@TempDir Path folder) throws Exception {
        var program = program();
        assertThat(program).as("pgbouncer in PATH; install it (Debian: pgbouncer)").isPresent();
        try (var database = EmbeddedDatabase.start(folder.resolve("pg"), Map.of("fsync", "off"))) {
            var port = freePort();
            var pooler = start(program.get(), folder, port, database.server());
            try {
                work(port, database.server());
            } finally {
                pooler.destroy();
                pooler.waitFor();
            }
        }
    }

    private static void work(int port, Server server) throws Exception {
        var house = House.only("all", Map.of("atelier.db.url", "jdbc:postgresql://localhost:" + port + "/atelier",
                "atelier.db.direct-url", server.url(), "atelier.db.owner-password", server.ownerPassword(),
                "atelier.db.password", "app", "atelier.db.prepared-statements", "false"));
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var owner = house.register();
            var project = owner.post("/v1/projects", Map.of("name", "Pool")).is(201).json().get("id").asString();
            var done = threads.invokeAll(IntStream.range(0, CLIENTS).mapToObj(n -> swim(house, owner, project, n)).toList())
                    .stream().map(Future::resultNow).mapToInt(n -> n).sum();
            assertThat(done).isEqualTo(CLIENTS * LAPS);
            var board = owner.get("/v1/tasks?q=Lane&limit=100").is(200).json().get("items");
            assertThat(board.size()).isEqualTo(CLIENTS * LAPS);
        } finally {
            house.close();
        }
    }

    /** Two organizations take turns on the same sessions; each sees its own. */
    private static Callable<Integer> swim(House house, Client owner, String project, int n) {
        return () -> {
            var other = house.register();
            for (var i = 0; i < LAPS; i++) {
                owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Lane " + n + "." + i)).is(201);
                owner.get("/v1/projects/" + project + "/board").is(200);
                assertThat(other.get("/v1/tasks").is(200).json().get("items")).isEmpty();
                assertThat(other.get("/v1/orders").is(200).json().get("items")).isEmpty();
            }
            return LAPS;
        };
    }

    private static Process start(Path program, Path folder, int port, Server server) throws IOException {
        var ini = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                atelier = host=localhost port=%s dbname=postgres user=atelier_app password=app
                [pgbouncer]
                listen_addr = localhost
                listen_port = %d
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                unix_socket_dir =
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.url().replaceAll(".*:(\\d+)/.*", "$1"), port, SESSIONS));
        var asRoot = "root".equals(System.getProperty("user.name"));
        // PgBouncer refuses to run as root; a file of its own must then be readable by who it becomes.
        var command = asRoot ? new String[] {program.toString(), "-u", "nobody", "/dev/stdin"} : new String[] {program.toString(), ini.toString()};
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ini.toFile())
                .redirectOutput(folder.resolve("pgbouncer.log").toFile()).start();
        Await.until("PgBouncer listens", () -> listens(port));
        return process;
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> program() {
        return Arrays.stream((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "pgbouncer")).filter(Files::isExecutable).findFirst();
    }
}
