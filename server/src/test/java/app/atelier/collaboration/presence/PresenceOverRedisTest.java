package app.atelier.collaboration.presence;

import java.util.Map;
import java.util.UUID;

import app.atelier.engines.RedisEngine;
import app.atelier.platform.redis.TestRedis;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** They came to two instances that share a Redis and nothing else. */
class PresenceOverRedisTest extends PresenceContract {

    private static RedisEngine engine;
    private static TestRedis.Instance here;
    private static TestRedis.Instance there;
    private static Presences one;
    private static Presences other;

    @BeforeAll
    static void start() {
        engine = TestRedis.start();
        here = TestRedis.broadcast(engine);
        there = TestRedis.broadcast(engine);
        one = instance(here.broadcast());
        other = instance(there.broadcast());
    }

    @AfterAll
    static void stop() {
        one.stop();
        other.stop();
        here.close();
        there.close();
        engine.close();
    }

    @Override
    protected Presences one() {
        return one;
    }

    @Override
    protected Presences other() {
        return other;
    }

    @Test
    void withoutRedisEachInstanceShowsItsOwnUntilItIsBack() {
        var ada = HOUSE.register();
        var ben = HOUSE.member(ada, Role.MEMBER);
        var cem = HOUSE.member(ada, Role.MEMBER);
        var project = UUID.fromString(ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString());
        var adas = new Screen(one, ada, Role.OWNER).go(project);
        var bens = new Screen(other, ben, Role.MEMBER).go(project);
        adas.awaits(ben, project + "//false");
        engine.kill();
        adas.awaitsAbsence(ben);
        bens.awaitsAbsence(ada);
        var cems = new Screen(one, cem, Role.MEMBER).go(project);
        adas.awaits(cem, project + "//false");
        engine.restart();
        adas.awaits(ben, project + "//false");
        bens.awaits(ada, project + "//false");
        bens.awaits(cem, project + "//false");
        java.util.List.of(adas, bens, cems).forEach(Screen::leave);
    }

    @Test
    void anInstanceThatDiesTakesItsPeopleWithIt() {
        var ada = HOUSE.register();
        var ben = HOUSE.member(ada, Role.MEMBER);
        var project = UUID.fromString(ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString());
        var adas = new Screen(one, ada, Role.OWNER).go(project);
        var connection = TestRedis.broadcast(engine);
        var third = instance(connection.broadcast());
        new Screen(third, ben, Role.MEMBER).go(project);
        adas.awaits(ben, project + "//false");
        third.stop();
        connection.close();
        adas.awaitsAbsence(ben);
        adas.leave();
    }
}
