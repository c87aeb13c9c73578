package app.atelier.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import app.atelier.Await;
import app.atelier.House;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final WatchedHouse watched = WatchedHouse.get();

    @Test
    void requestsAreCountedByRouteAndStatus() {
        assertThat(watched.value("http_server_requests_seconds_count", "uri=\"/v1/projects\"", "method=\"POST\"", "status=\"201\"")).isEqualTo(1);
        assertThat(watched.value("http_server_requests_seconds_count", "uri=\"/v1/tasks/{taskId}\"", "status=\"404\"")).isEqualTo(1);
        assertThat(watched.value("http_server_requests_seconds_count", "uri=\"/v1/projects\"", "status=\"401\"")).isEqualTo(1);
    }

    @Test
    void whateverIsAskedForTheSeriesStayFew() {
        watched.house().stranger().get("/v1/nothing/warm-up").is(404);
        watched.house().stranger().send("BREW", "/v1/projects", null);
        var before = watched.scrape().lines().filter(l -> l.startsWith("http_server_requests")).count();
        for (var i = 0; i < 50; i++) {
            watched.house().stranger().get("/v1/nothing/" + UUID.randomUUID()).is(404);
            watched.house().stranger().send("BREW" + i, "/v1/projects", null);
        }
        assertThat(watched.scrape().lines().filter(l -> l.startsWith("http_server_requests")).count()).isEqualTo(before);
    }

    @Test
    void noTenantIsInAnyLabel() {
        assertThat(watched.scrape()).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-").doesNotContain("Watched\"").doesNotContain("@");
    }

    @Test
    void businessIsCountedFromTheJournal() {
        assertThat(watched.value("atelier_journal_entries_total", "event=\"order.placed\"")).isEqualTo(1);
        assertThat(watched.value("atelier_journal_entries_total", "event=\"order.paid\"")).isEqualTo(1);
        assertThat(watched.value("atelier_journal_entries_total", "event=\"task.created\"")).isEqualTo(1);
        assertThat(watched.value("atelier_journal_entries_total", "event=\"task.completed\"")).isEqualTo(1);
        assertThat(watched.value("atelier_ingestion_events_total", "result=\"accepted\"")).isEqualTo(1);
        assertThat(watched.value("atelier_ingestion_events_total", "result=\"duplicate\"")).isEqualTo(1);
        assertThat(watched.value("atelier_ingestion_events_total", "result=\"rejected\"")).isEqualTo(1);
    }

    @Test
    void followersTellHowFarTheyAre() {
        Await.until("the followers have taken what there was", () -> watched.value("atelier_follower_lag") == 0);
        assertThat(watched.value("atelier_follower_lag_seconds")).isZero();
        assertThat(watched.value("atelier_follower_dead_letters")).isZero();
        assertThat(watched.value("atelier_follower_entries_seconds_count", "service=\"notifications\"", "outcome=\"ok\"")).isPositive();
    }

    @Test
    void theProcessTellsOfItself() {
        assertThat(watched.value("hikaricp_connections_max")).isEqualTo(16);
        assertThat(watched.value("tomcat_connections_current")).isPositive();
        assertThat(watched.value("jvm_memory_used_bytes", "area=\"heap\"")).isPositive();
        assertThat(watched.value("jvm_threads_virtual_carriers")).isPositive();
        assertThat(watched.value("atelier_part_state", "part=\"database\"")).isZero();
        assertThat(watched.scrape()).contains("atelier_info{services=\"all\",version=\"dev\"}").contains("atelier_realtime_sockets")
                .contains("process_files_open_files").contains("disk_free_bytes").contains("process_uptime_seconds");
    }

    @Test
    void theManagementPortTellsHealthWithDetails() {
        var ready = watched.management().get("/readyz").is(200).json();
        assertThat(ready.get("parts").get(0).get("detail").asString()).startsWith("PostgreSQL 18");
        watched.management().get("/healthz").is(200);
        watched.management().get("/startupz").is(200);
        watched.management().get("/healthz/more").is(404);
        watched.management().get("/").is(404);
        watched.management().post("/metrics", "").is(405);
        assertThat(watched.house().stranger().get("/metrics").text()).doesNotContain("atelier_");
    }

    @Test
    void withoutManagementPortNothingIsKept() {
        assertThat(House.all().context().getBeansOfType(ManagementServer.class)).isEmpty();
        House.all().stranger().get("/healthz").is(200);
        assertThat(House.all().bean(MeterRegistry.class).find("http.server.requests").timer().count()).isZero();
    }
}
