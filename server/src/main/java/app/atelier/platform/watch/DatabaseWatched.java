package app.atelier.platform.watch;

import app.atelier.platform.db.Db;

/** The database, without which no service works. */
final class DatabaseWatched implements Watched {

    private final Db db;

    DatabaseWatched(Db db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean needed() {
        return true;
    }

    @Override
    public Reading look() {
        var version = db.shared(tx -> tx.sql().fetchSingle("select current_setting('server_version')").get(0, String.class));
        return Reading.up("PostgreSQL " + version);
    }
}
