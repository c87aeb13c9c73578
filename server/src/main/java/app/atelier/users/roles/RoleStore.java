package app.atelier.users.roles;

import static app.schema.users.Tables.CUSTOM_ROLE;
import static app.schema.users.Tables.MEMBERSHIP;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.users.CustomRole;
import app.atelier.users.people.PersonStore;
import app.schema.users.tables.records.CustomRoleRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Custom roles in the database, and what they give to those who have them. */
@Component
public class RoleStore {

    List<CustomRole> all(Tx tx) {
        return tx.sql().selectFrom(CUSTOM_ROLE).where(CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(DSL.lower(CUSTOM_ROLE.NAME)).fetch(RoleStore::role);
    }

    public Optional<CustomRole> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()), CUSTOM_ROLE.ID.eq(id))
                .fetchOptional(RoleStore::role);
    }

    /** The same, locked until the transaction ends. */
    Optional<CustomRole> lock(Tx tx, UUID id) {
        return tx.sql().selectFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()), CUSTOM_ROLE.ID.eq(id))
                .forUpdate().fetchOptional(RoleStore::role);
    }

    boolean nameTaken(Tx tx, String name, UUID except) {
        return tx.sql().fetchExists(CUSTOM_ROLE, CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()),
                DSL.lower(CUSTOM_ROLE.NAME).eq(DSL.lower(name)), CUSTOM_ROLE.ID.ne(except));
    }

    int count(Tx tx) {
        return tx.sql().fetchCount(CUSTOM_ROLE, CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()));
    }

    void insert(Tx tx, CustomRole role) {
        tx.sql().insertInto(CUSTOM_ROLE)
                .set(CUSTOM_ROLE.ORGANIZATION_ID, tx.organization())
                .set(CUSTOM_ROLE.ID, role.id())
                .set(CUSTOM_ROLE.NAME, role.name())
                .set(CUSTOM_ROLE.DESCRIPTION, role.description())
                .set(CUSTOM_ROLE.PERMISSIONS, PersonStore.words(role.permissions()))
                .set(CUSTOM_ROLE.CREATED_AT, role.createdAt())
                .execute();
    }

    /** Those who have it get what it gives now. */
    void update(Tx tx, CustomRole role) {
        tx.sql().update(CUSTOM_ROLE)
                .set(CUSTOM_ROLE.NAME, role.name())
                .set(CUSTOM_ROLE.DESCRIPTION, role.description())
                .set(CUSTOM_ROLE.PERMISSIONS, PersonStore.words(role.permissions()))
                .set(CUSTOM_ROLE.VERSION, role.version())
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()), CUSTOM_ROLE.ID.eq(role.id())).execute();
        tx.sql().update(MEMBERSHIP)
                .set(MEMBERSHIP.PERMISSIONS, PersonStore.words(role.permissions()))
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.CUSTOM_ROLE_ID.eq(role.id())).execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(tx.organization()), CUSTOM_ROLE.ID.eq(id)).execute();
    }

    /** Who has the role. */
    List<UUID> holders(Tx tx, UUID id) {
        return tx.sql().select(MEMBERSHIP.PERSON_ID).from(MEMBERSHIP)
                .where(MEMBERSHIP.ORGANIZATION_ID.eq(tx.organization()), MEMBERSHIP.CUSTOM_ROLE_ID.eq(id))
                .orderBy(MEMBERSHIP.PERSON_ID).fetch(MEMBERSHIP.PERSON_ID);
    }

    private static CustomRole role(CustomRoleRecord row) {
        return new CustomRole(row.getId(), row.getName(), row.getDescription(), PersonStore.permissions(row.getPermissions()),
                row.getCreatedAt(), row.getVersion());
    }
}
