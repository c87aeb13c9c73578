package app.atelier.projects.tasks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectEvents;
import app.atelier.projects.project.ProjectStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole boards, written once and kept as bytes until the journal says that something in their project happened. A kept
 * board carries the position it was written at, from which a client follows, so it is never stale: what came later
 * concerned other projects. Who may see it is asked each time.
 */
@Component
class Boards {

    /** Bytes; a board of 5,000 tasks takes some 3.5 MB, and a tenth more compressed. */
    private static final long ROOM = 64L << 20;

    private final Db db;
    private final ProjectStore projects;
    private final TaskLists tasks;
    private final JournalReader journal;
    private final JsonMapper json;
    private final Cache<Key, Written> kept = Caffeine.newBuilder()
            .maximumWeight(ROOM).weigher((Key _, Written board) -> board.json.length + board.json.length / 8)
            .expireAfterAccess(Duration.ofMinutes(30)).build();

    Boards(Db db, ProjectStore projects, TaskLists tasks, JournalReader journal, JsonMapper json) {
        this.db = db;
        this.projects = projects;
        this.tasks = tasks;
        this.journal = journal;
        this.json = json;
    }

    /** @param seq the journal's position this board stands at: follow from here and nothing is missed */
    record Board(long seq, Project project, List<TaskSummary> tasks) {
    }

    private record Key(UUID organization, UUID project) {
    }

    /** A board as it travels. */
    static final class Written {

        private final long seq;
        private final byte[] json;
        private volatile byte @Nullable [] zipped;

        Written(long seq, byte[] json) {
            this.seq = seq;
            this.json = json;
        }

        long seq() {
            return seq;
        }

        byte[] json() {
            return json;
        }

        /** Compressed at first wish. */
        byte[] zipped() {
            var ready = zipped;
            if (ready == null) {
                ready = zip(json);
                zipped = ready;
            }
            return ready;
        }
    }

    /** @throws Problem.NotFound when there is no such project, or the caller may not see it */
    Written read(Caller caller, UUID projectId) {
        var key = new Key(caller.organization(), projectId);
        var known = kept.getIfPresent(key);
        if (known != null && db.in(caller.organization(), tx -> isCurrent(tx, caller, projectId, known.seq))) {
            return known;
        }
        var board = db.snapshot(caller.organization(), tx -> {
            var project = find(tx, caller, projectId);
            return new Board(journal.head(tx), project, tasks.board(tx, projectId));
        });
        var written = new Written(board.seq(), json.writeValueAsBytes(board));
        kept.put(key, written);
        return written;
    }

    private boolean isCurrent(Tx tx, Caller caller, UUID projectId, long seq) {
        if (projects.ref(tx, caller, projectId).isEmpty()) {
            throw new Problem.NotFound("project", projectId);
        }
        return !journal.hasAfter(tx, seq, ProjectEvents.audienceOf(projectId));
    }

    private Project find(Tx tx, Caller caller, UUID projectId) {
        return projects.find(tx, caller, projectId).orElseThrow(() -> new Problem.NotFound("project", projectId));
    }

    private static byte[] zip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 6);
        try (var zip = new GZIPOutputStream(out, 8192) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
