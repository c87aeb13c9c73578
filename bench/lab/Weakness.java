package lab;

import java.sql.SQLException;

/** Ways to weaken a running server, for controls. */
public final class Weakness {

    private Weakness() {
    }

    /** Commits are acknowledged before they are written: what every row about lost writes must notice. */
    public static void asynchronousCommit(Database database) throws SQLException {
        database.execute("alter role atelier_app set synchronous_commit = off");
        database.execute("alter system set wal_writer_delay = '10s'");
        database.execute("select pg_reload_conf()");
        // The pool's connections take the role's setting only when they are made anew.
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'atelier_app'");
    }
}
