package app.atelier.auth.clients;

import static app.schema.auth.Tables.API_CLIENT;
import static app.schema.auth.Tables.CLIENT_CODE;
import static app.schema.auth.Tables.CLIENT_GRANT;
import static app.schema.auth.Tables.CLIENT_REFRESH;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Permission;
import app.schema.auth.tables.records.ClientCodeRecord;
import app.schema.auth.tables.records.ClientGrantRecord;
import org.jooq.Condition;
import org.springframework.stereotype.Component;

/** What people allowed clients, in the database: grants, the codes that lead to them, the refresh tokens that go on with them. */
@Component
class GrantStore {

    /** A code, as the authorization endpoint gave it. */
    record Code(UUID id, UUID clientId, UUID personId, String redirectUri, Set<Permission> scopes, String challenge,
            Instant expiresAt) {
    }

    /** A grant with its client's name. */
    record Named(Grant grant, String clientName) {
    }

    void insert(Tx tx, Code code) {
        tx.sql().insertInto(CLIENT_CODE)
                .set(CLIENT_CODE.ORGANIZATION_ID, tx.organization())
                .set(CLIENT_CODE.ID, code.id())
                .set(CLIENT_CODE.CLIENT_ID, code.clientId())
                .set(CLIENT_CODE.PERSON_ID, code.personId())
                .set(CLIENT_CODE.REDIRECT_URI, code.redirectUri())
                .set(CLIENT_CODE.SCOPES, Scopes.words(code.scopes()))
                .set(CLIENT_CODE.CHALLENGE, code.challenge())
                .set(CLIENT_CODE.EXPIRES_AT, code.expiresAt())
                .execute();
    }

    /** Uses up a code once: of any number of parallel attempts, one gets it. */
    Optional<Code> use(Tx tx, UUID code) {
        return tx.sql().update(CLIENT_CODE).set(CLIENT_CODE.USED_AT, Instant.now())
                .where(CLIENT_CODE.ORGANIZATION_ID.eq(tx.organization()), CLIENT_CODE.ID.eq(code), CLIENT_CODE.USED_AT.isNull())
                .returning().fetchOptional(GrantStore::code);
    }

    void ledTo(Tx tx, UUID code, UUID grant) {
        tx.sql().update(CLIENT_CODE).set(CLIENT_CODE.GRANT_ID, grant)
                .where(CLIENT_CODE.ORGANIZATION_ID.eq(tx.organization()), CLIENT_CODE.ID.eq(code)).execute();
    }

    /** What came of a code. */
    Optional<Grant> grantOfCode(Tx tx, UUID code) {
        return tx.sql().select(CLIENT_CODE.GRANT_ID).from(CLIENT_CODE)
                .where(CLIENT_CODE.ORGANIZATION_ID.eq(tx.organization()), CLIENT_CODE.ID.eq(code), CLIENT_CODE.GRANT_ID.isNotNull())
                .fetchOptional(CLIENT_CODE.GRANT_ID).flatMap(id -> live(tx, id));
    }

    /** Deletes codes that were good before then, and names them. */
    List<UUID> forgetCodes(Tx tx, Instant before) {
        return tx.sql().deleteFrom(CLIENT_CODE)
                .where(CLIENT_CODE.ORGANIZATION_ID.eq(tx.organization()), CLIENT_CODE.EXPIRES_AT.lt(before))
                .returning(CLIENT_CODE.ID).fetch(CLIENT_CODE.ID);
    }

    void insert(Tx tx, Grant grant) {
        tx.sql().insertInto(CLIENT_GRANT)
                .set(CLIENT_GRANT.ORGANIZATION_ID, tx.organization())
                .set(CLIENT_GRANT.ID, grant.id())
                .set(CLIENT_GRANT.CLIENT_ID, grant.clientId())
                .set(CLIENT_GRANT.PERSON_ID, grant.personId())
                .set(CLIENT_GRANT.SCOPES, Scopes.words(grant.scopes()))
                .set(CLIENT_GRANT.CREATED_AT, grant.createdAt())
                .set(CLIENT_GRANT.USED_AT, grant.lastUsedAt())
                .set(CLIENT_GRANT.EXPIRES_AT, grant.expiresAt())
                .execute();
    }

    Optional<Grant> live(Tx tx, UUID id) {
        return grants(tx, CLIENT_GRANT.ID.eq(id)).stream().findFirst();
    }

    List<Grant> ofClient(Tx tx, UUID client) {
        return grants(tx, CLIENT_GRANT.CLIENT_ID.eq(client));
    }

    List<Grant> ofPerson(Tx tx, UUID person) {
        return grants(tx, CLIENT_GRANT.PERSON_ID.eq(person));
    }

    private static List<Grant> grants(Tx tx, Condition which) {
        return tx.sql().selectFrom(CLIENT_GRANT).where(CLIENT_GRANT.ORGANIZATION_ID.eq(tx.organization()),
                CLIENT_GRANT.ENDED_AT.isNull(), CLIENT_GRANT.EXPIRES_AT.gt(Instant.now()), which).fetch(GrantStore::grant);
    }

    List<Named> named(Tx tx, UUID person) {
        return tx.sql().select(CLIENT_GRANT.fields()).select(API_CLIENT.NAME).from(CLIENT_GRANT)
                .join(API_CLIENT).on(API_CLIENT.ORGANIZATION_ID.eq(CLIENT_GRANT.ORGANIZATION_ID), API_CLIENT.ID.eq(CLIENT_GRANT.CLIENT_ID))
                .where(CLIENT_GRANT.ORGANIZATION_ID.eq(tx.organization()), CLIENT_GRANT.PERSON_ID.eq(person),
                        CLIENT_GRANT.ENDED_AT.isNull(), CLIENT_GRANT.EXPIRES_AT.gt(Instant.now()))
                .orderBy(CLIENT_GRANT.CREATED_AT.desc(), CLIENT_GRANT.ID)
                .fetch(row -> new Named(grant(row.into(CLIENT_GRANT)), row.get(API_CLIENT.NAME)));
    }

    void touch(Tx tx, UUID grant) {
        tx.sql().update(CLIENT_GRANT).set(CLIENT_GRANT.USED_AT, Instant.now())
                .where(CLIENT_GRANT.ORGANIZATION_ID.eq(tx.organization()), CLIENT_GRANT.ID.eq(grant)).execute();
    }

    /** True when it had not ended. */
    boolean end(Tx tx, UUID grant, String reason) {
        return tx.sql().update(CLIENT_GRANT).set(CLIENT_GRANT.ENDED_AT, Instant.now()).set(CLIENT_GRANT.ENDED_REASON, reason)
                .where(CLIENT_GRANT.ORGANIZATION_ID.eq(tx.organization()), CLIENT_GRANT.ID.eq(grant), CLIENT_GRANT.ENDED_AT.isNull())
                .execute() == 1;
    }

    void insertRefresh(Tx tx, UUID id, UUID grant, Instant expiresAt) {
        tx.sql().insertInto(CLIENT_REFRESH)
                .set(CLIENT_REFRESH.ORGANIZATION_ID, tx.organization())
                .set(CLIENT_REFRESH.ID, id)
                .set(CLIENT_REFRESH.GRANT_ID, grant)
                .set(CLIENT_REFRESH.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** Uses up a refresh token once: of any number of parallel attempts, one gets its grant. */
    Optional<UUID> useRefresh(Tx tx, UUID id) {
        return tx.sql().update(CLIENT_REFRESH).set(CLIENT_REFRESH.USED_AT, Instant.now())
                .where(CLIENT_REFRESH.ORGANIZATION_ID.eq(tx.organization()), CLIENT_REFRESH.ID.eq(id),
                        CLIENT_REFRESH.USED_AT.isNull(), CLIENT_REFRESH.EXPIRES_AT.gt(Instant.now()))
                .returning(CLIENT_REFRESH.GRANT_ID).fetchOptional(CLIENT_REFRESH.GRANT_ID);
    }

    /** The grant a refresh token belongs to, used up or not. */
    Optional<UUID> grantOfRefresh(Tx tx, UUID id) {
        return tx.sql().select(CLIENT_REFRESH.GRANT_ID).from(CLIENT_REFRESH)
                .where(CLIENT_REFRESH.ORGANIZATION_ID.eq(tx.organization()), CLIENT_REFRESH.ID.eq(id))
                .fetchOptional(CLIENT_REFRESH.GRANT_ID);
    }

    /** Deletes a grant's refresh tokens that could not be used any more anyway, and names them. */
    List<UUID> forgetRefreshes(Tx tx, UUID grant) {
        return tx.sql().deleteFrom(CLIENT_REFRESH)
                .where(CLIENT_REFRESH.ORGANIZATION_ID.eq(tx.organization()), CLIENT_REFRESH.GRANT_ID.eq(grant),
                        CLIENT_REFRESH.EXPIRES_AT.lt(Instant.now()))
                .returning(CLIENT_REFRESH.ID).fetch(CLIENT_REFRESH.ID);
    }

    private static Code code(ClientCodeRecord row) {
        return new Code(row.getId(), row.getClientId(), row.getPersonId(), row.getRedirectUri(), Scopes.of(row.getScopes()),
                row.getChallenge(), row.getExpiresAt());
    }

    private static Grant grant(ClientGrantRecord row) {
        return new Grant(row.getId(), row.getClientId(), row.getPersonId(), Scopes.of(row.getScopes()), row.getCreatedAt(),
                row.getUsedAt(), row.getExpiresAt());
    }
}
