package app.atelier.users.scim;

import static app.schema.users.Tables.SCIM_GROUP;
import static app.schema.users.Tables.SCIM_GROUP_MEMBER;
import static org.jooq.impl.DSL.lower;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.users.tables.records.ScimGroupRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Groups and who is in them. */
@Component
class ScimGroupStore {

    /** What can be asked for. */
    static final Set<String> ATTRIBUTES = Set.of("id", "displayname", "externalid", "members", "members.value");

    List<ScimGroup> page(Tx tx, ScimFilter filter, int offset, int limit) {
        var rows = tx.sql().selectFrom(SCIM_GROUP).where(SCIM_GROUP.ORGANIZATION_ID.eq(tx.organization()), matches(tx, filter))
                .orderBy(SCIM_GROUP.ID).offset(offset).limit(limit).fetch();
        var members = tx.sql().select(SCIM_GROUP_MEMBER.GROUP_ID, SCIM_GROUP_MEMBER.PERSON_ID).from(SCIM_GROUP_MEMBER)
                .where(SCIM_GROUP_MEMBER.ORGANIZATION_ID.eq(tx.organization()), SCIM_GROUP_MEMBER.GROUP_ID.in(rows.getValues(SCIM_GROUP.ID)))
                .orderBy(SCIM_GROUP_MEMBER.PERSON_ID).fetchGroups(SCIM_GROUP_MEMBER.GROUP_ID, SCIM_GROUP_MEMBER.PERSON_ID);
        return rows.map(row -> group(row, members));
    }

    int count(Tx tx, ScimFilter filter) {
        return tx.sql().fetchCount(SCIM_GROUP, SCIM_GROUP.ORGANIZATION_ID.eq(tx.organization()), matches(tx, filter));
    }

    Optional<ScimGroup> find(Tx tx, UUID id) {
        return page(tx, new ScimFilter(List.of(new ScimFilter.Term("id", id.toString()))), 0, 1).stream().findFirst();
    }

    /** Those somebody is in. */
    List<ScimGroup> of(Tx tx, UUID person) {
        return page(tx, new ScimFilter(List.of(new ScimFilter.Term("members", person.toString()))), 0, Integer.MAX_VALUE);
    }

    /** Locks a group until the transaction ends, so that two who change it take turns. */
    void lock(Tx tx, UUID id) {
        tx.sql().select(SCIM_GROUP.ID).from(SCIM_GROUP).where(SCIM_GROUP.ORGANIZATION_ID.eq(tx.organization()), SCIM_GROUP.ID.eq(id))
                .forUpdate().fetch();
    }

    boolean nameTaken(Tx tx, String name, UUID but) {
        return tx.sql().fetchExists(SCIM_GROUP, SCIM_GROUP.ORGANIZATION_ID.eq(tx.organization()),
                lower(SCIM_GROUP.DISPLAY_NAME).eq(name.toLowerCase(Locale.ROOT)), SCIM_GROUP.ID.ne(but));
    }

    void save(Tx tx, ScimGroup group) {
        tx.sql().insertInto(SCIM_GROUP)
                .set(SCIM_GROUP.ORGANIZATION_ID, tx.organization())
                .set(SCIM_GROUP.ID, group.id())
                .set(SCIM_GROUP.DISPLAY_NAME, group.displayName())
                .set(SCIM_GROUP.EXTERNAL_ID, group.externalId())
                .set(SCIM_GROUP.CREATED_AT, group.createdAt())
                .set(SCIM_GROUP.CHANGED_AT, group.changedAt())
                .set(SCIM_GROUP.VERSION, group.version())
                .onConflict(SCIM_GROUP.ORGANIZATION_ID, SCIM_GROUP.ID).doUpdate().setAllToExcluded()
                .execute();
    }

    void add(Tx tx, UUID group, Collection<UUID> people) {
        tx.sql().batch(people.stream().map(person -> tx.sql().insertInto(SCIM_GROUP_MEMBER)
                .set(SCIM_GROUP_MEMBER.ORGANIZATION_ID, tx.organization())
                .set(SCIM_GROUP_MEMBER.GROUP_ID, group)
                .set(SCIM_GROUP_MEMBER.PERSON_ID, person)
                .onConflictDoNothing()).toList()).execute();
    }

    void remove(Tx tx, UUID group, Collection<UUID> people) {
        tx.sql().deleteFrom(SCIM_GROUP_MEMBER).where(SCIM_GROUP_MEMBER.ORGANIZATION_ID.eq(tx.organization()),
                SCIM_GROUP_MEMBER.GROUP_ID.eq(group), SCIM_GROUP_MEMBER.PERSON_ID.in(people)).execute();
    }

    void leaveAll(Tx tx, UUID person) {
        tx.sql().deleteFrom(SCIM_GROUP_MEMBER).where(SCIM_GROUP_MEMBER.ORGANIZATION_ID.eq(tx.organization()),
                SCIM_GROUP_MEMBER.PERSON_ID.eq(person)).execute();
    }

    boolean delete(Tx tx, UUID id) {
        return tx.sql().deleteFrom(SCIM_GROUP).where(SCIM_GROUP.ORGANIZATION_ID.eq(tx.organization()), SCIM_GROUP.ID.eq(id)).execute() == 1;
    }

    private static Condition matches(Tx tx, ScimFilter filter) {
        return filter.terms().stream().map(term -> switch (term.attribute()) {
            case "id" -> SCIM_GROUP.ID.cast(String.class).eq(term.value().toLowerCase(Locale.ROOT));
            case "displayname" -> lower(SCIM_GROUP.DISPLAY_NAME).eq(term.value().toLowerCase(Locale.ROOT));
            case "externalid" -> SCIM_GROUP.EXTERNAL_ID.eq(term.value());
            default -> SCIM_GROUP.ID.in(DSL.select(SCIM_GROUP_MEMBER.GROUP_ID).from(SCIM_GROUP_MEMBER)
                    .where(SCIM_GROUP_MEMBER.ORGANIZATION_ID.eq(tx.organization()),
                            SCIM_GROUP_MEMBER.PERSON_ID.cast(String.class).eq(term.value().toLowerCase(Locale.ROOT))));
        }).reduce(DSL.noCondition(), Condition::and);
    }

    private static ScimGroup group(ScimGroupRecord row, Map<UUID, List<UUID>> members) {
        return new ScimGroup(row.getId(), row.getDisplayName(), row.getExternalId(), members.getOrDefault(row.getId(), List.of()),
                row.getCreatedAt(), row.getChangedAt(), row.getVersion());
    }
}
