package app.atelier.platform.db;

import java.sql.SQLException;

import app.atelier.platform.watch.Watched;

/** The read replica: without it, and while it is far behind, the primary does all reads. */
final class ReplicaWatched implements Watched {

    /** So far behind that most reads of a busy organization pass it by. */
    private static final long FAR_BEHIND_BYTES = 16 << 20;
    private static final String POSITION = "select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint";

    private final Replica replica;
    private final Db db;

    ReplicaWatched(Replica replica, Db db) {
        this.replica = replica;
        this.db = db;
    }

    @Override
    public String name() {
        return "replica";
    }

    @Override
    public Reading look() throws SQLException {
        try (var connection = replica.pool().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_is_in_recovery(), (coalesce(pg_last_wal_replay_lsn(), '0/0') - '0/0'::pg_lsn)::bigint")) {
            row.next();
            if (!row.getBoolean(1)) {
                return Reading.degraded("ATELIER_DB_REPLICA_URL names a server that is no standby; it reads, but relieves nobody.");
            }
            var replayed = row.getLong(2);
            var written = db.shared(tx -> tx.sql().fetchSingle(POSITION).get(0, Long.class));
            var behind = Math.max(0, written - replayed);
            var detail = behind / 1024 + " KiB behind; read " + replica.answered() + " times, passed by "
                    + replica.behind() + " times because it was behind.";
            return behind > FAR_BEHIND_BYTES ? Reading.degraded(detail) : Reading.up(detail);
        }
    }
}
