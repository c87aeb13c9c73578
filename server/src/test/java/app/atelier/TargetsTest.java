package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;

import app.atelier.platform.Refusal;
import app.atelier.platform.settings.Settings;
import app.atelier.users.UserAccess;
import org.junit.jupiter.api.Test;

class TargetsTest {

    @Test
    void unknownNamesAreRefusedWithTheKnown() {
        assertThatThrownBy(() -> Targets.of("users,sales")).isInstanceOf(Refusal.class)
                .hasMessageContaining("'sales'").hasMessageContaining("gateway").hasMessageContaining("users");
    }

    @Test
    void needsAreAskedFor() {
        refused("auth", Map.of(), "auth needs users", "ATELIER_SERVICE_USERS_URL");
        refused("orders,users,auth", Map.of(), "orders needs catalog", "ATELIER_SERVICE_CATALOG_URL");
        refused("ingestion", Map.of(), "keys", "ATELIER_SERVICE_AUTH_URL");
    }

    @Test
    void whoeverAsksElsewhereNeedsTheSecret() {
        refused("auth", Map.of("atelier.service.users.url", "http://users:8080"), "ATELIER_SERVICE_SECRET is missing");
        assertThatCode(() -> neighbours(Map.of("atelier.service.auth.url", "http://auth:8080")).requireNeeds(Targets.of("gateway")))
                .doesNotThrowAnyException();
    }

    @Test
    void addressesAreChecked() {
        for (var wrong : List.of("users:8080", "ftp://users", "http://", "http://users:8080/v1", "http://u:p@users", "http://a,nonsense")) {
            assertThatThrownBy(() -> neighbours(Map.of("atelier.service.users.url", wrong))).as(wrong)
                    .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_SERVICE_USERS_URL has '").hasMessageContaining("http://users:8080");
        }
        assertThat(neighbours(Map.of("atelier.service.users.url", "http://a:1/, https://b")).addresses())
                .containsExactly(Map.entry("users", List.of(URI.create("http://a:1"), URI.create("https://b"))));
    }

    private static Neighbours neighbours(Map<String, String> settings) {
        return Neighbours.of(Settings.environment(Map.of(), settings));
    }

    private static void refused(String target, Map<String, String> settings, String... words) {
        assertThatThrownBy(() -> neighbours(settings).requireNeeds(Targets.of(target))).isInstanceOf(Refusal.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void aServiceThatIsNotSelectedDoesNotExist() {
        var house = House.only("users", Map.of("atelier.service.auth.url", "http://localhost:1", "atelier.service.secret", "s".repeat(32)));
        try {
            assertThat(house.bean(UserAccess.class)).isNotNull();
            house.stranger().get("/v1/users/me").problem(401, "unauthenticated");
            for (var service : Services.ALL) {
                if (!service.name().equals("users")) {
                    assertThat(house.context().getBeanNamesForType(service.configuration())).as(service.name()).isEmpty();
                    assertThat(house.context().getBeansOfType(Object.class).values())
                            .as("beans of " + service.name())
                            .noneMatch(b -> b.getClass().getName().startsWith("app.atelier." + service.name() + "."));
                    service.paths().forEach(path -> house.stranger().get(path).is(404));
                }
            }
        } finally {
            house.close();
        }
    }
}
