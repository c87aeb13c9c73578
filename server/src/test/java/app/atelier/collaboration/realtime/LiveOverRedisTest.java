package app.atelier.collaboration.realtime;

import java.util.Map;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.redis.TestRedis;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

/** Two instances of collaboration on one database, which tell each other by Redis alone. */
class LiveOverRedisTest {

    private static String task(Client owner, String project, String title) {
        return owner.post("/v1/projects/" + project + "/tasks", Map.of("title", title)).is(201).json().get("id").asString();
    }

    @Test
    void newsAndPresenceReachTheOtherInstanceAndNewsAlsoWhileRedisIsAway() {
        try (var engine = TestRedis.start()) {
            var secret = "a secret among services, for tests";
            var near = House.only("all", Map.of("atelier.redis.url", engine.address(), "atelier.service.secret", secret));
            var far = House.beside(near, "users,projects,collaboration", Map.of("atelier.redis.url", engine.address(),
                    "atelier.service.secret", secret, "atelier.service.auth.url", near.url()));
            var ada = near.register();
            var ben = near.member(ada, Role.MEMBER);
            var project = ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString();
            try (var adas = LiveClient.open(near, ada.token(), null); var bens = LiveClient.open(far, ben.token(), null)) {
                task(ada, project, "told by Redis");
                bens.entry("told by Redis");
                adas.say(Map.of("type", "here", "projectId", project));
                adas.message("presence");
                bens.say(Map.of("type", "here", "projectId", project));
                adas.message("present");

                engine.kill();
                task(ada, project, "found by looking");
                bens.entry("found by looking");

                engine.restart();
                task(ada, project, "told again");
                bens.entry("told again");
            } finally {
                far.close();
                near.close();
            }
        }
    }
}
