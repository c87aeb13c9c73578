package app.atelier.users.invitations;

import static app.schema.users.Tables.INVITATION_LINK;
import static app.schema.users.Tables.INVITATION_LINK_TOKEN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Role;
import app.atelier.users.InvitationLink;
import app.schema.users.tables.records.InvitationLinkRecord;
import org.springframework.stereotype.Component;

/** Links by which people join, in the database; of their secrets only the hash. */
@Component
class InvitationLinkStore {

    /** Those that still work, newest first. */
    List<InvitationLink> open(Tx tx, Instant now) {
        return tx.sql().selectFrom(INVITATION_LINK)
                .where(INVITATION_LINK.ORGANIZATION_ID.eq(tx.organization()), INVITATION_LINK.EXPIRES_AT.gt(now),
                        INVITATION_LINK.USES.lt(INVITATION_LINK.MOST_USES))
                .orderBy(INVITATION_LINK.CREATED_AT.desc(), INVITATION_LINK.ID).fetch(InvitationLinkStore::link);
    }

    void insert(Tx tx, InvitationLink link, String token) {
        tx.sql().insertInto(INVITATION_LINK)
                .set(INVITATION_LINK.ORGANIZATION_ID, link.organizationId())
                .set(INVITATION_LINK.ID, link.id())
                .set(INVITATION_LINK.ROLE, link.role().word())
                .set(INVITATION_LINK.DOMAIN, link.domain())
                .set(INVITATION_LINK.MOST_USES, link.mostUses())
                .set(INVITATION_LINK.CREATED_BY, link.createdBy())
                .set(INVITATION_LINK.CREATED_AT, link.createdAt())
                .set(INVITATION_LINK.EXPIRES_AT, link.expiresAt())
                .execute();
        tx.sql().insertInto(INVITATION_LINK_TOKEN)
                .set(INVITATION_LINK_TOKEN.TOKEN_HASH, Tokens.hash(token))
                .set(INVITATION_LINK_TOKEN.ORGANIZATION_ID, link.organizationId())
                .set(INVITATION_LINK_TOKEN.LINK_ID, link.id())
                .execute();
    }

    Optional<InvitationLink> delete(Tx tx, UUID id) {
        return tx.sql().deleteFrom(INVITATION_LINK)
                .where(INVITATION_LINK.ORGANIZATION_ID.eq(tx.organization()), INVITATION_LINK.ID.eq(id))
                .returning().fetchOptional(InvitationLinkStore::link);
    }

    /** Counts a use, unless the last one is taken or its time is over; of parallel attempts no more than are left succeed. */
    boolean use(Tx tx, UUID id, Instant now) {
        return tx.sql().update(INVITATION_LINK).set(INVITATION_LINK.USES, INVITATION_LINK.USES.plus(1))
                .where(INVITATION_LINK.ORGANIZATION_ID.eq(tx.organization()), INVITATION_LINK.ID.eq(id),
                        INVITATION_LINK.USES.lt(INVITATION_LINK.MOST_USES), INVITATION_LINK.EXPIRES_AT.gt(now))
                .execute() == 1;
    }

    /** The secret leads to the organization, and only then to the link. */
    Optional<InvitationLink> byToken(Db db, String token) {
        var place = db.shared(tx -> tx.sql().selectFrom(INVITATION_LINK_TOKEN)
                .where(INVITATION_LINK_TOKEN.TOKEN_HASH.eq(Tokens.hash(token))).fetchOne());
        if (place == null) {
            return Optional.empty();
        }
        return db.in(place.getOrganizationId(), tx -> tx.sql().selectFrom(INVITATION_LINK)
                .where(INVITATION_LINK.ORGANIZATION_ID.eq(tx.organization()), INVITATION_LINK.ID.eq(place.getLinkId()))
                .fetchOptional(InvitationLinkStore::link));
    }

    private static InvitationLink link(InvitationLinkRecord row) {
        return new InvitationLink(row.getOrganizationId(), row.getId(), Role.of(row.getRole()), row.getDomain(), row.getMostUses(),
                row.getUses(), row.getCreatedBy(), row.getCreatedAt(), row.getExpiresAt());
    }
}
