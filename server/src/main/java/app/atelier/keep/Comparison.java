package app.atelier.keep;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import app.atelier.platform.db.Server;

/** Compares a database, table by table, with what a backup says it held. */
final class Comparison {

    private Comparison() {
    }

    /** A sentence for every table that differs, and for a journal with gaps. */
    static List<String> of(Server server, Manifest manifest, Progress progress) throws SQLException, IOException {
        var differences = new ArrayList<String>();
        try (var connection = Owner.enter(server)) {
            Owner.snapshot(connection);
            var done = 0;
            for (var table : manifest.tables()) {
                progress.at("Comparing tables", done++, manifest.tables().size());
                var sum = Owner.copy(connection, table.table(), OutputStream.nullOutputStream(), progress, "Comparing");
                if (sum.rows() != table.rows()) {
                    differences.add("The table " + table.table() + " has " + sum.rows() + " rows instead of " + table.rows() + ".");
                } else if (!sum.sum().equals(table.sum())) {
                    differences.add("The table " + table.table() + " holds other rows than the backup says.");
                }
            }
            for (var invariant : Invariants.JOURNAL) {
                differences.addAll(invariant.broken(connection));
            }
        }
        return differences;
    }
}
