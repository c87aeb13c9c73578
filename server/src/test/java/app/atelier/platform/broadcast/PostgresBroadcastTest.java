package app.atelier.platform.broadcast;

import app.atelier.House;
import app.atelier.platform.db.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** By PostgreSQL's NOTIFY. */
class PostgresBroadcastTest extends BroadcastContract {

    private static PostgresBroadcast here;
    private static PostgresBroadcast there;

    @BeforeAll
    static void start() {
        here = new PostgresBroadcast(House.all().bean(Server.class));
        there = new PostgresBroadcast(House.all().bean(Server.class));
        here.start();
        there.start();
    }

    @AfterAll
    static void stop() {
        here.stop();
        there.stop();
    }

    @Override
    protected Broadcast here() {
        return here;
    }

    @Override
    protected Broadcast there() {
        return there;
    }
}
