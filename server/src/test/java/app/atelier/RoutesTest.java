package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;

import app.atelier.gateway.RouteTable.Remote;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesTest {

    private static final List<Services.Service> HERE = Services.ALL.stream()
            .filter(s -> List.of("gateway", "auth", "users").contains(s.name())).toList();

    @Test
    void whatHasAnAddressAndIsNotHereIsRouted() {
        var addresses = Map.of("projects", List.of(URI.create("http://a:1"), URI.create("http://b:2")),
                "notifications", List.of(URI.create("https://c")), "users", List.of(URI.create("http://elsewhere")));
        assertThat(Routes.of(HERE, addresses).remotes()).containsExactly(
                new Remote("projects", List.of("/v1/projects", "/v1/tasks"), List.of(URI.create("http://a:1"), URI.create("http://b:2"))),
                new Remote("notifications", List.of("/v1/notifications", "/dev"), List.of(URI.create("https://c"))));
        assertThat(Routes.of(HERE, Map.of()).remotes()).isEmpty();
    }

    /** Every handler there is lies on a path of the service it belongs to, and on no other's. */
    @Test
    void theTableKnowsEveryHandler() {
        var mapping = House.all().context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var owner = Services.ALL.stream()
                    .filter(s -> handler.getBeanType().getPackageName().startsWith("app.atelier." + s.name())).map(Services.Service::name).findFirst();
            for (var path : info.getPatternValues()) {
                var routed = Services.ALL.stream().filter(s -> s.paths().stream()
                        .anyMatch(p -> path.equals(p) || path.startsWith(p + "/"))).map(Services.Service::name).toList();
                if (owner.isEmpty() || owner.get().equals("gateway")) {
                    assertThat(routed).as(path).isSubsetOf("gateway");
                } else {
                    assertThat(routed).as(path).containsExactly(owner.get());
                }
            }
        });
    }
}
