package app.atelier.keep;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;

import app.atelier.keep.Manifest.Part;
import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A complete backup, opened with its passphrase. */
final class Point {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_ENVELOPE = 10_000;
    private static final int UNKNOWN = -1;

    private final Target target;
    private final Manifest manifest;
    private final Parts parts;

    private Point(Target target, Manifest manifest, Parts parts) {
        this.target = target;
        this.manifest = manifest;
        this.parts = parts;
    }

    /**
     * @param id null for the latest
     * @throws Refusal when there is none, the passphrase is wrong or something is damaged
     */
    static Point open(Target target, @Nullable String id, String passphrase) throws IOException {
        var ids = target.list().points();
        if (ids.isEmpty()) {
            throw new Refusal("There is no complete backup in " + target + ".");
        }
        if (id != null && !ids.contains(id)) {
            throw new Refusal("There is no complete backup " + id + " in " + target + "; there are "
                    + String.join(", ", ids.reversed().subList(0, Math.min(10, ids.size()))) + ".");
        }
        return read(target, id == null ? ids.getLast() : id, passphrase);
    }

    static Point read(Target target, String id, String passphrase) throws IOException {
        var key = envelope(target, id).open(passphrase, id);
        var parts = new Parts(target, id);
        var part = new Part(Target.MANIFEST, Base64.getEncoder().encodeToString(key), UNKNOWN);
        var manifest = parts.read(part, in -> {
            try {
                var tree = JSON.readTree(in.readAllBytes());
                var format = tree.path("format").asInt(0);
                if (format != Manifest.FORMAT) {
                    throw new Refusal("The backup " + id + " has the format " + format + ", and this Atelier reads "
                            + Manifest.FORMAT + "; use the version that made it.");
                }
                return JSON.treeToValue(tree, Manifest.class);
            } catch (JacksonException e) {
                throw new IOException("it is not what was written", e);
            }
        });
        return new Point(target, manifest, parts);
    }

    private static Envelope envelope(Target target, String id) throws IOException {
        try {
            return JSON.readValue(target.read(Target.POINTS + id + "/" + Target.ENVELOPE, LARGEST_ENVELOPE), Envelope.class);
        } catch (JacksonException e) {
            throw new Refusal("The key of the backup " + id + " is damaged; use another backup (--point).");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    Parts parts() {
        return parts;
    }

    Target target() {
        return target;
    }

    /** Its files by key. */
    Map<String, Kept> files() throws IOException {
        return parts.read(manifest.list(), Kept::read);
    }

    byte[] masterKey() throws IOException {
        return parts.read(manifest.key(), in -> in.readNBytes(64));
    }

    /** @throws Refusal when a part or a file is missing or has another size: found before anything is touched */
    void requireComplete(Map<String, Kept> files) throws IOException {
        var sizes = target.list().sizes();
        for (var table : manifest.tables()) {
            require(sizes, Target.POINTS + manifest.id() + "/" + table.part().name(), table.part().bytes(), "part");
        }
        for (var file : files.entrySet()) {
            require(sizes, Target.BLOBS + file.getKey(), file.getValue().bytes(), "file");
        }
    }

    private static void require(Map<String, Long> sizes, String key, long bytes, String what) {
        var there = sizes.get(key);
        if (there == null) {
            throw new Refusal("The " + what + " " + key + " of the backup is missing; use another backup (--point).");
        }
        if (there != bytes) {
            throw new Refusal("The " + what + " " + key + " of the backup is " + (there < bytes ? "cut off" : "too long")
                    + ": it has " + there + " of " + bytes + " bytes; use another backup (--point).");
        }
    }
}
