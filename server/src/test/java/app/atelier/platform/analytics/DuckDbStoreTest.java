package app.atelier.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbStoreTest extends AnalyticalStoreContract {

    @TempDir
    Path folder;

    private DuckDbStore open(Path where) {
        return new DuckDbStore(where, new AnalyticsProperties(128, 2), List.of());
    }

    @Override
    protected AnalyticalStore empty() {
        return open(folder.resolve("first"));
    }

    /** A copy of the files while the first store still has them open is what a killed process leaves. */
    @Override
    protected AnalyticalStore restarted() {
        try {
            Files.createDirectory(folder.resolve("second"));
            try (var files = Files.list(folder.resolve("first"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve("second").resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
        return open(folder.resolve("second"));
    }

    @AfterEach
    void close() {
        ((DuckDbStore) store).close();
    }

    @Test
    void noQueryReachesFilesOrChangesTheSettings() {
        for (var sql : List.of("select * from read_csv('/etc/hostname')", "select * from read_text('/etc/hostname')",
                "copy (select 1) to '" + folder.resolve("out") + "'", "set memory_limit = '100GB'", "install httpfs",
                "attach '" + folder.resolve("other.duckdb") + "'")) {
            assertThatThrownBy(() -> store.query(sql, List.of(), row -> row)).as(sql).isInstanceOf(AnalyticsFailure.class);
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
