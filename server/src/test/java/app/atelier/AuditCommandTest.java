package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.DriverManager;

import app.atelier.platform.db.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** security.md 37, from the command line. */
class AuditCommandTest {

    @TempDir
    private Path folder;

    private record Said(int code, String words) {
    }

    private static Said run(Path data, String... more) {
        var words = new StringWriter();
        var line = Atelier.commandLine().setOut(new PrintWriter(words)).setErr(new PrintWriter(words));
        var arguments = new java.util.ArrayList<>(java.util.List.of("audit", "verify", "--data", data.toString()));
        arguments.addAll(java.util.List.of(more));
        var code = line.execute(arguments.toArray(String[]::new));
        return new Said(code, words.toString());
    }

    @Test
    void theCommandNamesTheFirstRowThatSomebodyTouched() throws Exception {
        var house = House.on(folder, "users,auth,projects,gateway");
        try {
            var owner = house.register();
            Await.until("the log", () -> owner.get("/v1/organizations/" + owner.organization() + "/audit").is(200).json().get("items").size() >= 2);
            assertThat(run(folder, "--organization", owner.slug())).satisfies(said -> {
                assertThat(said.words()).contains("the audit log is whole");
                assertThat(said.code()).isZero();
            });
            var server = house.bean(Server.class);
            try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                    var statement = connection.createStatement()) {
                statement.execute("update users.audit_entry set actor_name = 'Somebody else' where number = 2");
            }
            assertThat(run(folder)).satisfies(said -> {
                assertThat(said.words()).contains("Row 2 is not what was written");
                assertThat(said.code()).isEqualTo(1);
            });
        } finally {
            house.close();
        }
    }
}
