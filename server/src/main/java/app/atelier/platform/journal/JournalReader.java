package app.atelier.platform.journal;

import static app.schema.journal.Tables.ENTRY;
import static app.schema.journal.Tables.HEAD;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.journal.tables.records.EntryRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/** Reads the journal of the organization a transaction works for. */
public final class JournalReader {

    private final JsonMapper json;

    public JournalReader(JsonMapper json) {
        this.json = json;
    }

    /** The organization's newest position; 0 when nothing has happened yet. */
    public long head(Tx tx) {
        var seq = tx.sql().select(HEAD.SEQ).from(HEAD).where(HEAD.ORGANIZATION_ID.eq(tx.organization())).fetchOne(HEAD.SEQ);
        return seq == null ? 0 : seq;
    }

    /** The newest position of every organization, for who looks after all of them; needs no organization. */
    public Map<UUID, Long> heads(Tx tx) {
        return tx.sql().select(HEAD.ORGANIZATION_ID, HEAD.SEQ).from(HEAD).fetchMap(HEAD.ORGANIZATION_ID, HEAD.SEQ);
    }

    /** Entries after {@code seq} in order, at most {@code limit}. */
    public List<JournalEntry> after(Tx tx, long seq, int limit) {
        return fetch(tx, seq, DSL.noCondition(), limit);
    }

    /** Entries of these types after {@code seq} in order, at most {@code limit}. */
    public List<JournalEntry> after(Tx tx, long seq, Collection<String> types, int limit) {
        return fetch(tx, seq, ENTRY.TYPE.in(types), limit);
    }

    /** Entries that a follower wants after {@code seq} in order, at most {@code limit}. */
    List<JournalEntry> after(Tx tx, long seq, Follower follower, int limit) {
        if (follower.families().contains(Follower.EVERYTHING)) {
            return after(tx, seq, limit);
        }
        Condition wanted = ENTRY.TYPE.in(follower.types());
        for (var family : follower.families()) {
            wanted = wanted.or(ENTRY.TYPE.startsWith(family + "."));
        }
        return fetch(tx, seq, wanted, limit);
    }

    /** Whether there is an entry for this audience after {@code seq}. */
    public boolean hasAfter(Tx tx, long seq, String audience) {
        return tx.sql().fetchExists(ENTRY, ENTRY.ORGANIZATION_ID.eq(tx.organization()), ENTRY.AUDIENCE.eq(audience), ENTRY.SEQ.gt(seq));
    }

    private List<JournalEntry> fetch(Tx tx, long seq, Condition condition, int limit) {
        return tx.sql().selectFrom(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(tx.organization()), ENTRY.SEQ.gt(seq), condition)
                .orderBy(ENTRY.SEQ)
                .limit(limit)
                .fetch(this::entry);
    }

    /** One row as an entry; for services that query the journal by subject or audience. */
    public JournalEntry entry(EntryRecord row) {
        return new JournalEntry(row.getOrganizationId(), row.getSeq(), row.getId(), row.getAt(), row.getActorId(),
                row.getService(), row.getType(), row.getSubjectType(), row.getSubjectId(), row.getAudience(),
                row.getRequestId(), row.getTrace(), row.getAddress(), json.readTree(row.getData().data()));
    }
}
