package app.atelier.platform.analytics;

import java.util.List;

import app.atelier.platform.system.Storage;
import app.atelier.platform.system.StorageSource;

/** How much our database takes in ClickHouse. */
record ClickHouseStorage(ClickHouseStore store, ClickHouseProperties properties) implements StorageSource {

    @Override
    public List<Storage> storage() {
        var database = properties.databaseName();
        var used = store.query("select toInt64(sum(bytes_on_disk)) as used from system.parts where active and database = ?",
                List.of(database), row -> row.number("used")).getFirst();
        return List.of(new Storage("Analytical store", properties.address().getHost() + "/" + database, used, null,
                "ClickHouse; can be loaded anew from the database."));
    }
}
