package app.atelier.collaboration.presence;

import app.atelier.platform.broadcast.Broadcast;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Both came to one instance, the only one. */
class PresenceInProcessTest extends PresenceContract {

    private static Presences only;

    @BeforeAll
    static void start() {
        only = instance(HOUSE.bean(Broadcast.class));
    }

    @AfterAll
    static void stop() {
        only.stop();
    }

    @Override
    protected Presences one() {
        return only;
    }

    @Override
    protected Presences other() {
        return only;
    }
}
