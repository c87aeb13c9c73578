package app.atelier.platform.cache;

import static app.schema.journal.Tables.ENTRY;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.JournalReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kept answers of one organization, and how far the journal was read for them. */
final class Kept {

    private static final Logger log = LoggerFactory.getLogger(Kept.class);
    static final Duration HOLDS = Duration.ofSeconds(10);
    private static final int MOST = 2_000;
    /** Reading more costs more than asking again. */
    private static final int FURTHEST = 500;

    private final UUID organization;
    private final Db db;
    private final JournalReader reader;
    private final Map<KeptAnswers.Question, Answer> answers = new HashMap<>();
    private volatile boolean news = true;
    private long seq = -1;
    private long lookedAt;
    private long drops;

    private record Answer(Object value, long at) {
    }

    Kept(UUID organization, Db db, JournalReader reader) {
        this.organization = organization;
        this.db = db;
        this.reader = reader;
    }

    /** There is something new in the journal. */
    void news() {
        news = true;
    }

    /**
     * Reads what is new in the journal, if there may be anything, and drops the answers it touches.
     *
     * @return how often something was dropped, which an answer asked for from now on is kept under
     */
    synchronized long look() {
        var now = System.nanoTime();
        if (news || now - lookedAt > KeptAnswers.LOOK.toNanos()) {
            // Before reading: what comes meanwhile is news again.
            news = false;
            lookedAt = now;
            try {
                db.in(organization, tx -> {
                    read(tx);
                    return null;
                });
            } catch (RuntimeException e) {
                log.debug("The journal could not be read for kept answers; none is kept", e);
                news = true;
                dropAll();
            }
        }
        return drops;
    }

    private void read(Tx tx) {
        if (seq < 0) {
            seq = reader.head(tx);
            return;
        }
        var rows = tx.sql().select(ENTRY.SEQ, ENTRY.TYPE, ENTRY.SUBJECT_ID).from(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(organization), ENTRY.SEQ.gt(seq)).orderBy(ENTRY.SEQ).limit(FURTHEST).fetch();
        if (rows.size() == FURTHEST) {
            dropAll();
            seq = reader.head(tx);
            return;
        }
        for (var row : rows) {
            drops++;
            answers.keySet().removeIf(q -> q.concerns(row.value2(), row.value3()));
            seq = row.value1();
        }
    }

    private void dropAll() {
        drops++;
        answers.clear();
    }

    synchronized @Nullable Object get(KeptAnswers.Question question) {
        var answer = answers.get(question);
        return answer == null || System.nanoTime() - answer.at > HOLDS.toNanos() ? null : answer.value;
    }

    /** Keeps an answer, unless the journal was read on while it was asked for. */
    synchronized void keep(KeptAnswers.Question question, Object value, long asOf) {
        if (drops == asOf) {
            if (answers.size() >= MOST) {
                answers.clear();
            }
            answers.put(question, new Answer(value, System.nanoTime()));
        }
    }
}
