package app.atelier.keep;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import app.atelier.keep.Catalog.Migration;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds, written last: a backup without it does not count.
 *
 * @param at           the moment the database was read at
 * @param postgres     version of the server it came from
 * @param installation tells apart installations; made of the master key, and tells nothing of it
 * @param schemas      the migrations each schema had
 * @param sequences    what sequences gave out last
 * @param list         the part that names the files
 * @param missing      files that rows refer to and that were not in the store, at most 100 of them
 * @param key          the part that holds the master key
 */
record Manifest(int format, String id, Instant at, @Nullable String atelier, String postgres, String installation,
        Map<String, List<Migration>> schemas, List<TablePart> tables, Map<String, Long> sequences, Journal journal,
        Part list, long blobs, long blobBytes, List<String> missing, Part key) {

    static final int FORMAT = 1;

    /** How far the journal was: the sum of all organizations' heads. */
    record Journal(long organizations, long entries) {
    }

    /** @param sum of its rows, see {@link RowSum} */
    record TablePart(Table table, long rows, String sum, Part part) {
    }

    /**
     * An encrypted part.
     *
     * @param key   32 bytes in Base64, for this part only
     * @param bytes how many there are in the target
     */
    record Part(String name, String key, long bytes) {
    }

    long rows() {
        return tables.stream().mapToLong(TablePart::rows).sum();
    }
}
