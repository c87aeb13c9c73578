package app.atelier.users.scim;

import static app.schema.users.Tables.MEMBERSHIP;
import static app.schema.users.Tables.PERSON;
import static app.schema.users.Tables.SCIM_USER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Role;
import app.atelier.users.Person;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The organization's people as provisioning sees them: members, and those it deactivated. */
@Component
class ScimUserStore {

    /** What can be asked for. */
    static final Set<String> ATTRIBUTES = Set.of("id", "username", "externalid", "emails", "emails.value", "displayname");

    private static final Field<String> USER_NAME = coalesce(SCIM_USER.USER_NAME, PERSON.EMAIL);
    private static final Field<String> EMAIL = coalesce(SCIM_USER.EMAIL, PERSON.EMAIL);

    List<ScimUser> page(Tx tx, ScimFilter filter, int offset, int limit) {
        return users(tx).where(visible(tx), matches(filter)).orderBy(PERSON.ID).offset(offset).limit(limit).fetch(ScimUserStore::user);
    }

    int count(Tx tx, ScimFilter filter) {
        return tx.sql().fetchCount(users(tx).where(visible(tx), matches(filter)));
    }

    Optional<ScimUser> find(Tx tx, UUID id) {
        return users(tx).where(visible(tx), PERSON.ID.eq(id)).fetchOptional(ScimUserStore::user);
    }

    /** Those of the ids that are here. */
    Set<UUID> known(Tx tx, Collection<UUID> ids) {
        return Set.copyOf(users(tx).where(visible(tx), PERSON.ID.in(ids)).fetch(PERSON.ID));
    }

    /** Locks what is said of somebody until the transaction ends, so that two who change it take turns. */
    void lock(Tx tx, UUID id) {
        tx.sql().select(PERSON.ID).from(PERSON).where(PERSON.ID.eq(id)).forUpdate().fetch();
    }

    /** Whether provisioning made this person here and deleted them since. */
    boolean deleted(Tx tx, UUID id) {
        return tx.sql().fetchExists(SCIM_USER, SCIM_USER.ORGANIZATION_ID.eq(tx.organization()), SCIM_USER.PERSON_ID.eq(id),
                SCIM_USER.DELETED_AT.isNotNull());
    }

    boolean userNameTaken(Tx tx, String userName, UUID but) {
        return tx.sql().fetchExists(users(tx).where(visible(tx), lower(USER_NAME).eq(userName.toLowerCase(Locale.ROOT)), PERSON.ID.ne(but)));
    }

    /** Writes what the provider says; what was deleted is here again. */
    void save(Tx tx, ScimUser user) {
        var said = user.said();
        tx.sql().insertInto(SCIM_USER)
                .set(SCIM_USER.ORGANIZATION_ID, tx.organization())
                .set(SCIM_USER.PERSON_ID, user.id())
                .set(SCIM_USER.USER_NAME, said.userName())
                .set(SCIM_USER.EXTERNAL_ID, said.externalId())
                .set(SCIM_USER.EMAIL, said.email())
                .set(SCIM_USER.GIVEN_NAME, said.givenName())
                .set(SCIM_USER.FAMILY_NAME, said.familyName())
                .set(SCIM_USER.DISPLAY_NAME, said.displayName())
                .set(SCIM_USER.MADE, user.made())
                .set(SCIM_USER.ROLE, user.role().word())
                .set(SCIM_USER.CUSTOM_ROLE_ID, user.customRole())
                .set(SCIM_USER.CREATED_AT, user.createdAt())
                .set(SCIM_USER.CHANGED_AT, user.changedAt())
                .set(SCIM_USER.VERSION, user.version())
                .onConflict(SCIM_USER.ORGANIZATION_ID, SCIM_USER.PERSON_ID).doUpdate()
                .set(SCIM_USER.USER_NAME, said.userName())
                .set(SCIM_USER.EXTERNAL_ID, said.externalId())
                .set(SCIM_USER.EMAIL, said.email())
                .set(SCIM_USER.GIVEN_NAME, said.givenName())
                .set(SCIM_USER.FAMILY_NAME, said.familyName())
                .set(SCIM_USER.DISPLAY_NAME, said.displayName())
                .set(SCIM_USER.ROLE, user.role().word())
                .set(SCIM_USER.CUSTOM_ROLE_ID, user.customRole())
                .set(SCIM_USER.CHANGED_AT, user.changedAt())
                .set(SCIM_USER.VERSION, user.version())
                .set(SCIM_USER.DELETED_AT, (Instant) null)
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().update(SCIM_USER).set(SCIM_USER.DELETED_AT, Instant.now())
                .where(SCIM_USER.ORGANIZATION_ID.eq(tx.organization()), SCIM_USER.PERSON_ID.eq(id)).execute();
    }

    /** Who the person is: their name and address. */
    void update(Tx tx, Person person) {
        tx.sql().update(PERSON)
                .set(PERSON.EMAIL, person.email())
                // Another address is nobody's proven one.
                .set(PERSON.EMAIL_VERIFIED_AT, DSL.when(lower(PERSON.EMAIL).eq(lower(person.email())), PERSON.EMAIL_VERIFIED_AT))
                .set(PERSON.FIRST_NAME, person.firstName())
                .set(PERSON.LAST_NAME, person.lastName())
                .set(PERSON.VERSION, person.version())
                .where(PERSON.ID.eq(person.id())).execute();
    }

    /** Owners, locked until the transaction ends, so that the last two cannot leave at once. */
    int lockOwners(Tx tx) {
        return tx.sql().select(MEMBERSHIP.PERSON_ID).from(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.ROLE.eq(Role.OWNER.word()))
                .forUpdate().fetch().size();
    }

    private static SelectOnConditionStep<? extends Record> users(Tx tx) {
        return tx.sql().select(PERSON.ID, PERSON.EMAIL, PERSON.FIRST_NAME, PERSON.LAST_NAME, PERSON.CREATED_AT, MEMBERSHIP.ROLE,
                        MEMBERSHIP.CREATED_AT, MEMBERSHIP.CUSTOM_ROLE_ID)
                .select(SCIM_USER.fields())
                .from(PERSON)
                .leftJoin(MEMBERSHIP).on(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.PERSON_ID.eq(PERSON.ID))
                .leftJoin(SCIM_USER).on(SCIM_USER.ORGANIZATION_ID.eq(tx.organization()), SCIM_USER.PERSON_ID.eq(PERSON.ID),
                        SCIM_USER.DELETED_AT.isNull());
    }

    private static Condition visible(Tx tx) {
        return PERSON.ID.in(select(MEMBERSHIP.PERSON_ID).from(MEMBERSHIP).where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()))
                .union(select(SCIM_USER.PERSON_ID).from(SCIM_USER).where(SCIM_USER.ORGANIZATION_ID.eq(tx.organization()),
                        SCIM_USER.DELETED_AT.isNull())));
    }

    private static Condition matches(ScimFilter filter) {
        return filter.terms().stream().map(term -> switch (term.attribute()) {
            case "id" -> PERSON.ID.cast(String.class).eq(term.value().toLowerCase(Locale.ROOT));
            case "username" -> lower(USER_NAME).eq(term.value().toLowerCase(Locale.ROOT));
            case "externalid" -> SCIM_USER.EXTERNAL_ID.eq(term.value());
            case "displayname" -> lower(coalesce(SCIM_USER.DISPLAY_NAME, DSL.concat(PERSON.FIRST_NAME, DSL.inline(" "), PERSON.LAST_NAME)))
                    .eq(term.value().toLowerCase(Locale.ROOT));
            default -> lower(EMAIL).eq(term.value().toLowerCase(Locale.ROOT));
        }).reduce(DSL.noCondition(), Condition::and);
    }

    private static ScimUser user(Record row) {
        var role = row.get(MEMBERSHIP.ROLE);
        if (row.get(SCIM_USER.PERSON_ID) == null) {
            return new ScimUser(row.get(PERSON.ID), new ScimUserDraft(row.get(PERSON.EMAIL), null, row.get(PERSON.EMAIL),
                    row.get(PERSON.FIRST_NAME), row.get(PERSON.LAST_NAME), null), true, false, Role.of(role),
                    row.get(MEMBERSHIP.CUSTOM_ROLE_ID),
                    row.get(MEMBERSHIP.CREATED_AT), row.get(MEMBERSHIP.CREATED_AT), 0);
        }
        return new ScimUser(row.get(PERSON.ID), new ScimUserDraft(row.get(SCIM_USER.USER_NAME), row.get(SCIM_USER.EXTERNAL_ID),
                row.get(SCIM_USER.EMAIL), row.get(SCIM_USER.GIVEN_NAME), row.get(SCIM_USER.FAMILY_NAME), row.get(SCIM_USER.DISPLAY_NAME)),
                role != null, row.get(SCIM_USER.MADE), Role.of(role == null ? row.get(SCIM_USER.ROLE) : role),
                row.get(role == null ? SCIM_USER.CUSTOM_ROLE_ID : MEMBERSHIP.CUSTOM_ROLE_ID),
                row.get(SCIM_USER.CREATED_AT), row.get(SCIM_USER.CHANGED_AT), row.get(SCIM_USER.VERSION));
    }
}
