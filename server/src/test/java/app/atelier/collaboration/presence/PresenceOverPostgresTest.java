package app.atelier.collaboration.presence;

import app.atelier.platform.broadcast.PostgresBroadcast;
import app.atelier.platform.db.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** They came to two instances on one database, without Redis. */
class PresenceOverPostgresTest extends PresenceContract {

    private static PostgresBroadcast here;
    private static PostgresBroadcast there;
    private static Presences one;
    private static Presences other;

    @BeforeAll
    static void start() {
        here = new PostgresBroadcast(HOUSE.bean(Server.class));
        there = new PostgresBroadcast(HOUSE.bean(Server.class));
        here.start();
        there.start();
        one = instance(here);
        other = instance(there);
    }

    @AfterAll
    static void stop() {
        one.stop();
        other.stop();
        here.stop();
        there.stop();
    }

    @Override
    protected Presences one() {
        return one;
    }

    @Override
    protected Presences other() {
        return other;
    }
}
