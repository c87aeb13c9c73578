package app.atelier.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import app.atelier.platform.Refusal;
import app.atelier.platform.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;

class BackupPropertiesTest {

    @TempDir
    Path folder;

    private static void refused(String names, Map<String, String> variables) {
        var environment = Settings.environment(variables, Map.of());
        assertThatThrownBy(() -> Settings.known().requireUsable(environment)).isInstanceOf(Refusal.class).hasMessageContaining(names);
    }

    @Test
    void wrongAndHalfSettingsAreRefusedByName() {
        refused("ATELIER_BACKUP_KEEP", Map.of("ATELIER_BACKUP_KEEP", "0"));
        refused("ATELIER_BACKUP_AT", Map.of("ATELIER_BACKUP_AT", "3 o'clock"));
        refused("ATELIER_BACKUP_PASSPHRASE_FILE", Map.of("ATELIER_BACKUP_TO", "backups"));
        refused("passphrase", Map.of("ATELIER_BACKUP_PASSPHRASE", "short"));
        refused("both set", Map.of("ATELIER_BACKUP_PASSPHRASE", "long enough for it", "ATELIER_BACKUP_PASSPHRASE_FILE", "file"));
    }

    @Test
    void thePassphraseMayLieInAFileAndIsNeverTold() throws Exception {
        var file = Files.writeString(folder.resolve("passphrase"), "long enough for it\n");
        var properties = Binder.get(Settings.environment(Map.of("ATELIER_BACKUP_TO", "backups", "ATELIER_BACKUP_PASSPHRASE_FILE",
                file.toString()), Map.of())).bindOrCreate("atelier.backup", BackupProperties.class);
        assertThat(properties.secret()).contains("long enough for it");
        assertThat(properties.keep()).isEqualTo(14);
        assertThat(properties.toString()).doesNotContain("long enough", file.toString());
    }
}
