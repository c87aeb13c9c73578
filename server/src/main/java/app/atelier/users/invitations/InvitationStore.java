package app.atelier.users.invitations;

import static app.schema.users.Tables.INVITATION;
import static app.schema.users.Tables.INVITATION_TOKEN;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Role;
import app.schema.users.tables.records.InvitationRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Invitations in the database; of their secrets only the hash. */
@Component
public class InvitationStore {

    List<Invitation> all(Tx tx) {
        return tx.sql().selectFrom(INVITATION).where(INVITATION.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(INVITATION.CREATED_AT.desc(), INVITATION.ID).fetch(InvitationStore::invitation);
    }

    void insert(Tx tx, Invitation invitation, String token) {
        tx.sql().deleteFrom(INVITATION).where(INVITATION.ORGANIZATION_ID.eq(tx.organization()),
                DSL.lower(INVITATION.EMAIL).eq(DSL.lower(invitation.email()))).execute();
        tx.sql().insertInto(INVITATION)
                .set(INVITATION.ORGANIZATION_ID, invitation.organizationId())
                .set(INVITATION.ID, invitation.id())
                .set(INVITATION.EMAIL, invitation.email())
                .set(INVITATION.ROLE, invitation.role().word())
                .set(INVITATION.INVITED_BY, invitation.invitedBy())
                .set(INVITATION.CREATED_AT, invitation.createdAt())
                .set(INVITATION.EXPIRES_AT, invitation.expiresAt())
                .execute();
        tx.sql().insertInto(INVITATION_TOKEN)
                .set(INVITATION_TOKEN.TOKEN_HASH, Tokens.hash(token))
                .set(INVITATION_TOKEN.ORGANIZATION_ID, invitation.organizationId())
                .set(INVITATION_TOKEN.INVITATION_ID, invitation.id())
                .execute();
    }

    Optional<Invitation> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(INVITATION).where(INVITATION.ORGANIZATION_ID.eq(tx.organization()), INVITATION.ID.eq(id))
                .fetchOptional(InvitationStore::invitation);
    }

    /** True when there was one. */
    public boolean delete(Tx tx, UUID id) {
        return tx.sql().deleteFrom(INVITATION)
                .where(INVITATION.ORGANIZATION_ID.eq(tx.organization()), INVITATION.ID.eq(id)).execute() == 1;
    }

    /** The secret leads to the organization, and only then to the invitation. */
    public Optional<Invitation> byToken(Db db, String token) {
        var place = db.shared(tx -> tx.sql().selectFrom(INVITATION_TOKEN)
                .where(INVITATION_TOKEN.TOKEN_HASH.eq(Tokens.hash(token))).fetchOne());
        if (place == null) {
            return Optional.empty();
        }
        return db.in(place.getOrganizationId(), tx -> tx.sql().selectFrom(INVITATION)
                .where(INVITATION.ORGANIZATION_ID.eq(tx.organization()), INVITATION.ID.eq(place.getInvitationId()))
                .fetchOptional(InvitationStore::invitation));
    }

    private static Invitation invitation(InvitationRecord row) {
        return new Invitation(row.getOrganizationId(), row.getId(), row.getEmail(), Role.of(row.getRole()),
                row.getInvitedBy(), row.getCreatedAt(), row.getExpiresAt());
    }
}
