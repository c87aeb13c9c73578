package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The curl examples of the documentation, run as a reader would. */
class ExamplesTest {

    private static final Path FOLDER = Path.of("..", "docs", "api", "examples");
    /** What each must have said at least, so that doing nothing is no success. */
    private static final Map<String, String> SAYS = Map.of(
            "sign-in.sh", "eyJ", "ping.sh", "\"signedIn\":true", "projects-and-tasks.sh", "\"dueDate\":\"2030-06-01\"", "pages.sh", "\"items\"",
            "twice.sh", "true", "files.sh", "Start at the north quay.", "problems.sh", "\"field\":\"name\"");
    private static final House HOUSE = House.all();
    private static final Client PERSON = HOUSE.register();

    static Stream<Path> scripts() throws IOException {
        return Files.list(FOLDER).filter(file -> file.toString().endsWith(".sh")).sorted();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void runs(Path script) throws IOException, InterruptedException {
        var name = script.getFileName().toString();
        for (var n = 0; name.equals("pages.sh") && n < 5; n++) {
            PERSON.post("/v1/projects", Map.of("name", "Project " + n)).is(201);
        }
        var builder = new ProcessBuilder("sh", script.toAbsolutePath().normalize().toString()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("BASE", HOUSE.url(), "TOKEN", PERSON.token(),
                "EMAIL", PERSON.profile().get("email").asString(), "PASSWORD", "correct horse"));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(name + " said: " + said).isZero();
        assertThat(said).contains(SAYS.get(name));
    }

    @Test
    void allAreListed() throws IOException {
        var readme = Files.readString(FOLDER.resolve("README.md"));
        assertThat(scripts().map(file -> file.getFileName().toString()).toList()).containsExactlyInAnyOrderElementsOf(SAYS.keySet())
                .allSatisfy(name -> assertThat(readme).contains("(" + name + ")"));
        assertThat(Files.readString(FOLDER.resolve("../README.md"))).contains("examples/README.md");
    }
}
