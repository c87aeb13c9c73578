package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import app.atelier.platform.Refusal;
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
        assertThatThrownBy(() -> Targets.of("auth")).isInstanceOf(Refusal.class).hasMessageContaining("needs users");
    }

    @Test
    void aServiceThatIsNotSelectedDoesNotExist() {
        var house = House.only("users", Map.of());
        try {
            assertThat(house.bean(UserAccess.class)).isNotNull();
            house.stranger().get("/v1/users/me").problem(401, "unauthenticated");
            for (var service : Services.ALL) {
                if (!service.name().equals("users")) {
                    assertThat(house.context().getBeanNamesForType(service.configuration())).as(service.name()).isEmpty();
                    assertThat(house.context().getBeansOfType(Object.class).values())
                            .as("beans of " + service.name())
                            .noneMatch(b -> b.getClass().getName().startsWith("app.atelier." + service.name() + "."));
                    service.routes().forEach(route -> house.stranger().get("/v1/" + route).is(404));
                }
            }
        } finally {
            house.close();
        }
    }
}
