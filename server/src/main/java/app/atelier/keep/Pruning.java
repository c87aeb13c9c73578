package app.atelier.keep;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;

import app.atelier.platform.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes old and unfinished backups away, and the files that none of the others needs. */
final class Pruning {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);

    private final Target target;
    private final String passphrase;

    Pruning(Target target, String passphrase) {
        this.target = target;
        this.passphrase = passphrase;
    }

    /** What a backup that was killed left: parts without a manifest. The caller holds the lock, so none is at work. */
    void unfinished(Target.Listing listing) throws IOException {
        var complete = new HashSet<>(listing.points());
        for (var key : listing.sizes().keySet()) {
            if (key.startsWith(Target.POINTS) && !complete.contains(key.split("/")[1])) {
                target.store().delete(key);
            }
        }
    }

    /** Deletes what there is of a point; what cannot be deleted now goes with the next backup. */
    void discard(String id) {
        try {
            delete(id);
        } catch (IOException e) {
            log.debug("The unfinished backup {} stays for now", id, e);
        }
    }

    private void delete(String id) throws IOException {
        // The manifest first: half a backup must not look like a whole one.
        target.store().delete(Target.POINTS + id + "/" + Target.MANIFEST);
        for (var key : target.list().sizes().keySet()) {
            if (key.startsWith(Target.POINTS + id + "/")) {
                target.store().delete(key);
            }
        }
    }

    /**
     * @param keep how many of the newest stay; 0 for all
     * @return how many were deleted
     */
    int run(int keep) throws IOException {
        var points = target.list().points();
        if (keep == 0 || points.size() <= keep) {
            return 0;
        }
        var old = points.subList(0, points.size() - keep);
        for (var id : old) {
            delete(id);
        }
        sweep(points.subList(points.size() - keep, points.size()));
        return old.size();
    }

    private void sweep(List<String> stay) throws IOException {
        var needed = new HashSet<String>();
        for (var id : stay) {
            try {
                needed.addAll(Point.read(target, id, passphrase).files().keySet());
            } catch (Refusal e) {
                log.warn("No files were deleted from {}: {}", target, e.sentence());
                return;
            }
        }
        for (var key : target.list().sizes().keySet()) {
            if (key.startsWith(Target.BLOBS) && !needed.contains(key.substring(Target.BLOBS.length()))) {
                target.store().delete(key);
            }
        }
    }
}
