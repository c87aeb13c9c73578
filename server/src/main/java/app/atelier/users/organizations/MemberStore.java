package app.atelier.users.organizations;

import static app.schema.users.Tables.MEMBERSHIP;
import static app.schema.users.Tables.PERSON;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Role;
import app.atelier.users.Member;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Members of an organization: memberships joined with people. */
@Component
class MemberStore {

    /** Members in the order of their ids, after {@code after}. */
    List<Member> page(Tx tx, @Nullable UUID after, int limit) {
        Condition further = after == null ? DSL.noCondition() : MEMBERSHIP.PERSON_ID.gt(after);
        return members(tx).where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), further)
                .orderBy(MEMBERSHIP.PERSON_ID).limit(limit).fetch(MemberStore::member);
    }

    Optional<Member> find(Tx tx, UUID person) {
        return members(tx).where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.eq(person))
                .fetchOptional(MemberStore::member);
    }

    /** Owners, locked until the transaction ends, so that the last two cannot leave at once. */
    int lockOwners(Tx tx) {
        return tx.sql().select(MEMBERSHIP.PERSON_ID).from(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.ROLE.eq(Role.OWNER.word()))
                .forUpdate().fetch().size();
    }

    private static SelectOnConditionStep<? extends Record> members(Tx tx) {
        return tx.sql().select(PERSON.ID, PERSON.USERNAME, PERSON.EMAIL, PERSON.FIRST_NAME, PERSON.LAST_NAME,
                        MEMBERSHIP.ROLE, MEMBERSHIP.CREATED_AT, MEMBERSHIP.CUSTOM_ROLE_ID)
                .from(MEMBERSHIP).join(PERSON).on(PERSON.ID.eq(MEMBERSHIP.PERSON_ID));
    }

    private static Member member(Record row) {
        return new Member(row.get(PERSON.ID), row.get(PERSON.USERNAME), row.get(PERSON.EMAIL), row.get(PERSON.FIRST_NAME),
                row.get(PERSON.LAST_NAME), Role.of(row.get(MEMBERSHIP.ROLE)), row.get(MEMBERSHIP.CREATED_AT),
                row.get(MEMBERSHIP.CUSTOM_ROLE_ID));
    }
}
