package app.atelier.platform.journal;

import java.util.List;
import java.util.UUID;

import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;

/** Following the journal's table in PostgreSQL. */
class TableFollowerTest extends FollowerContract {

    private static final House HOUSE = House.all();
    private static final Db DB = HOUSE.bean(Db.class);
    private static final TestJournal JOURNAL = TestJournal.in(HOUSE.bean(Server.class), DB, HOUSE.bean(Journal.class));

    @Override
    protected TestJournal written() {
        return JOURNAL;
    }

    @Override
    protected TestJournal followed() {
        return JOURNAL;
    }

    @Override
    protected long head(UUID organization) {
        return DB.in(organization, HOUSE.bean(JournalReader.class)::head);
    }

    @Override
    protected Handle start(Follower follower) {
        return Handle.of(new Followers(List.of(follower), DB, HOUSE.bean(JournalReader.class), HOUSE.bean(WakeUps.class)), follower);
    }
}
