package app.atelier.platform.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

import app.atelier.platform.DataFolder;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Server;
import org.jooq.impl.DSL;

/** What every process keeps: its database, and the folder on its disk. */
final class GroundStorage implements StorageSource {

    private final Db db;
    private final Server server;
    private final DataFolder data;

    GroundStorage(Db db, Server server, DataFolder data) {
        this.db = db;
        this.server = server;
        this.data = data;
    }

    @Override
    public List<Storage> storage() {
        return List.of(database(), disk());
    }

    private Storage database() {
        // Of the URL only host and name: its parameters may hold a password.
        var place = server.url().replaceFirst("^jdbc:postgresql://", "").replaceFirst("[?].*$", "").replaceFirst("^.*@", "");
        return db.shared(tx -> {
            var used = tx.sql().fetchSingle("select pg_database_size(current_database())").get(0, Long.class);
            var largest = tx.sql().resultQuery("""
                    select n.nspname || ' ' || pg_size_pretty(sum(pg_total_relation_size(c.oid))) as line
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
                    group by n.nspname order by sum(pg_total_relation_size(c.oid)) desc limit 3
                    """).fetch(DSL.field("line", String.class));
            return new Storage("Database", place, used, null, "Most in " + String.join(", ", largest) + ".");
        });
    }

    private Storage disk() {
        try {
            var store = Files.getFileStore(data.path());
            return new Storage("Disk", data.path().toString(), store.getTotalSpace() - store.getUnallocatedSpace(),
                    store.getUsableSpace(), "The disk that holds the data folder.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
