package app.atelier.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.watch.Watched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What a process gets by its settings, and by whether it loads or only reads. */
class AnalyticsConfigurationTest {

    @TempDir
    Path folder;

    private AnnotationConfigApplicationContext context(Map<String, Object> settings, boolean loads) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(DataFolder.class, () -> new DataFolder(folder));
        if (loads) {
            context.registerBean(Definition.class, () -> AnalyticalStoreContract.THINGS);
        }
        context.register(AnalyticsConfiguration.class);
        context.refresh();
        return context;
    }

    @Test
    void withoutAnAddressItIsDuckDb() {
        try (var context = context(Map.of("atelier.clickhouse.url", ""), true)) {
            assertThat(context.getBean(AnalyticalStore.class)).isInstanceOf(DuckDbStore.class);
            assertThat(context.getBeansOfType(Watched.class)).isEmpty();
        }
    }

    @Test
    void withAnAddressReadersAndLoadersShareClickHouse() {
        for (var loads : new boolean[] {true, false}) {
            // Nothing answers there; that is no reason not to start.
            try (var context = context(Map.of("atelier.clickhouse.url", "http://127.0.0.1:9"), loads)) {
                assertThat(context.getBean(AnalyticalStore.class)).isInstanceOf(ClickHouseStore.class);
                assertThat(context.getBean(Watched.class).name()).isEqualTo("clickhouse");
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoOnlyReadsCannotHaveTheFileOfAnother() {
        assertThatThrownBy(() -> context(Map.of(), false).close()).hasRootCauseInstanceOf(Refusal.class)
                .rootCause().hasMessageContaining("ATELIER_CLICKHOUSE_URL");
    }
}
