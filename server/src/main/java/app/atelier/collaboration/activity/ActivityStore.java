package app.atelier.collaboration.activity;

import static app.schema.journal.Tables.ENTRY;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.collaboration.sight.Sight;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The journal as a feed. What is for one person only is not part of it, nor what is for admins, who read it in the
 * audit log, nor what came along by the hundred: the comments of an import, and in feeds of more than one task the
 * tasks of an import or a template.
 */
@Component
class ActivityStore {

    private static final Set<String> LEFT_OUT = Set.of("person.invited", "comments.imported", "trash.emptied");

    private final JournalReader reader;

    ActivityStore(JournalReader reader) {
        this.reader = reader;
    }

    List<JournalEntry> ofTask(Tx tx, UUID project, UUID task, @Nullable Long before, int limit) {
        return newest(tx, ENTRY.SUBJECT_TYPE.eq("task").and(ENTRY.SUBJECT_ID.eq(task))
                .and(ENTRY.AUDIENCE.eq(Audience.of("project", project))), before, limit);
    }

    List<JournalEntry> ofProject(Tx tx, UUID project, @Nullable Long before, int limit) {
        return newest(tx, ENTRY.AUDIENCE.eq(Audience.of("project", project)).and(singly()), before, limit);
    }

    List<JournalEntry> seenBy(Tx tx, Sight sight, @Nullable Long before, int limit) {
        return newest(tx, forAll(sight).or(inProjects(sight)).and(singly()), before, limit);
    }

    /** The same that {@link Sight#sees} says. */
    private static Condition forAll(Sight sight) {
        var seen = sight.isMember() ? DSL.trueCondition() : DSL.falseCondition();
        for (var needed : Sight.NEEDED.entrySet()) {
            var type = ENTRY.TYPE.startsWith(needed.getKey());
            seen = sight.caller().may(needed.getValue()) ? seen.or(type) : seen.andNot(type);
        }
        return ENTRY.AUDIENCE.isNull().and(seen);
    }

    private static Condition inProjects(Sight sight) {
        var audiences = sight.projects().projects().stream().map(p -> Audience.of("project", p)).toList();
        return sight.projects().allBut() ? ENTRY.AUDIENCE.startsWith("project:").and(ENTRY.AUDIENCE.notIn(audiences))
                : ENTRY.AUDIENCE.in(audiences);
    }

    private static Condition singly() {
        return ENTRY.TYPE.ne("task.created").or(DSL.condition("{0} ->> 'source' is null", ENTRY.DATA));
    }

    private List<JournalEntry> newest(Tx tx, Condition condition, @Nullable Long before, int limit) {
        return tx.sql().selectFrom(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(tx.organization()), condition, ENTRY.TYPE.notIn(LEFT_OUT),
                        before == null ? DSL.noCondition() : ENTRY.SEQ.lt(before))
                .orderBy(ENTRY.SEQ.desc()).limit(limit).fetch(reader::entry);
    }
}
