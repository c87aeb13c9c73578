package app.atelier.platform.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.watch.Watched.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskSpaceTest {

    @Test
    void keepsABallastWhileThereIsRoom(@TempDir Path folder) throws Exception {
        var disk = new DiskSpace(folder, DataSize.ofMegabytes(4));
        disk.measure();
        assertThat(disk.isFull()).isFalse();
        assertThat(folder.resolve("ballast")).hasSize(1 << 20);
        assertThat(disk.look().state()).isEqualTo(State.UP);
    }

    @Test
    void throwsTheBallastOffAndIsFullWhenThereIsNone(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("ballast"), new byte[10]);
        // A reserve that no disk has.
        var disk = new DiskSpace(folder, DataSize.ofTerabytes(4_000_000));
        disk.measure();
        assertThat(disk.isFull()).isTrue();
        assertThat(folder.resolve("ballast")).doesNotExist();
        assertThat(disk.look().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void whileItIsFullChangesAreRefusedAndReadingGoesOn() {
        var house = House.only("users,auth", Map.of("atelier.disk.reserve", "4000000TB"));
        try {
            var stranger = house.stranger();
            var full = Await.until(() -> stranger.post("/v1/users/register", Map.of()), a -> a.status() == 507);
            assertThat(full.json().get("type").asString()).endsWith("/storage-full");
            assertThat(stranger.get("/readyz").is(200).json().get("status").asString()).isEqualTo("degraded");
            stranger.post("/v1/auth/login", Map.of("email", "nobody@example.org", "password", "wrong")).is(401);
        } finally {
            house.close();
        }
    }
}
