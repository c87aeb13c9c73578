package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

import app.atelier.platform.Refusal;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

    private static final Pattern NAME = Pattern.compile("ATELIER_[A-Z0-9_]+(<NAME>[A-Z_]+)?");

    @Test
    void namesComeFromClassesOptionsServicesAndTheLauncher() {
        assertThat(SettingNames.known()).contains("ATELIER_DB_POOL_SIZE", "ATELIER_PORT", "ATELIER_SERVICE_PROJECTS_URL", "ATELIER_AOT");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> SettingNames.requireKnown(List.of("PATH", "ATELIER_PORT", "ATELIER_DB_POOLSIZE")))
                .isInstanceOf(Refusal.class)
                .hasMessage("ATELIER_DB_POOLSIZE is not a setting, did you mean ATELIER_DB_POOL_SIZE?; docs/operations/configuration.md lists all.");
        assertThatThrownBy(() -> SettingNames.requireKnown(List.of("ATELIER_SERVICE_PROJECT_URL")))
                .hasMessageContaining("did you mean ATELIER_SERVICE_PROJECTS_URL?");
        assertThatThrownBy(() -> SettingNames.requireKnown(List.of("ATELIER_QQQQQQ"))).hasMessageNotContaining("did you mean");
    }

    @Test
    void knownNamesAndThoseOfOthersPass() {
        assertThatCode(() -> SettingNames.requireKnown(List.of("HOME", "ATELIERS", "ATELIER_DB_URL", "ATELIER_SERVICE_AUTH_URL")))
                .doesNotThrowAnyException();
    }

    @Test
    void theDocumentListsExactlyTheKnown() throws IOException {
        var documented = new TreeSet<String>();
        for (var line : Files.readAllLines(root().resolve("docs/operations/configuration.md"))) {
            if (line.startsWith("| `")) {
                NAME.matcher(line.split("\\|")[1]).results().forEach(found -> {
                    if (found.group().contains("<NAME>")) {
                        Services.ALL.forEach(s -> documented.add(found.group().replace("<NAME>", s.name().toUpperCase(Locale.ROOT))));
                    } else {
                        documented.add(found.group());
                    }
                });
            }
        }
        assertThat(documented).isEqualTo(SettingNames.known());
    }

    @Test
    void theLauncherReadsExactlyItsNames() throws IOException {
        var read = new TreeSet<String>();
        Pattern.compile("\\$\\{(ATELIER_[A-Z_]+)").matcher(Files.readString(root().resolve("atelier")))
                .results().forEach(found -> read.add(found.group(1)));
        assertThat(read).containsExactlyElementsOf(SettingNames.LAUNCHER);
    }

    private static Path root() {
        return Files.exists(Path.of("docs")) ? Path.of("") : Path.of("..");
    }
}
