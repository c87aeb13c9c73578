package app.atelier.auth.tokens;

import static app.schema.auth.Tables.API_TOKEN;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.auth.tables.records.ApiTokenRecord;
import org.jooq.Condition;
import org.springframework.stereotype.Component;

/** API tokens in the database; of their secrets only what {@link MachineKeys} keeps. */
@Component
class ApiTokenStore {

    void insert(Tx tx, ApiToken token) {
        tx.sql().insertInto(API_TOKEN)
                .set(API_TOKEN.ORGANIZATION_ID, tx.organization())
                .set(API_TOKEN.ID, token.id())
                .set(API_TOKEN.PERSON_ID, token.personId())
                .set(API_TOKEN.KIND, token.kind().word())
                .set(API_TOKEN.NAME, token.name())
                .set(API_TOKEN.SCOPES, Scopes.words(token.scopes()))
                .set(API_TOKEN.BEGINS, token.begins())
                .set(API_TOKEN.CREATED_AT, token.createdAt())
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt())
                .execute();
    }

    /** A person's own, newest first, expired ones included. */
    List<ApiToken> personal(Tx tx, UUID person) {
        return tokens(tx, API_TOKEN.KIND.eq(TokenKind.PERSONAL.word()).and(API_TOKEN.PERSON_ID.eq(person)));
    }

    List<ApiToken> ofOrganization(Tx tx) {
        return tokens(tx, API_TOKEN.KIND.eq(TokenKind.ORGANIZATION.word()));
    }

    /** All that act for a person. */
    List<ApiToken> actingFor(Tx tx, UUID person) {
        return tokens(tx, API_TOKEN.PERSON_ID.eq(person));
    }

    private static List<ApiToken> tokens(Tx tx, Condition which) {
        return tx.sql().selectFrom(API_TOKEN)
                .where(API_TOKEN.ORGANIZATION_ID.eq(tx.organization()), API_TOKEN.ENDED_AT.isNull(), which)
                .orderBy(API_TOKEN.CREATED_AT.desc(), API_TOKEN.ID).fetch(ApiTokenStore::token);
    }

    /** One that was not ended; it may be expired. */
    Optional<ApiToken> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(API_TOKEN).where(API_TOKEN.ORGANIZATION_ID.eq(tx.organization()), API_TOKEN.ID.eq(id),
                API_TOKEN.ENDED_AT.isNull()).fetchOptional(ApiTokenStore::token);
    }

    /** True when it had not ended. */
    boolean end(Tx tx, UUID id, String reason) {
        return tx.sql().update(API_TOKEN).set(API_TOKEN.ENDED_AT, Instant.now()).set(API_TOKEN.ENDED_REASON, reason)
                .where(API_TOKEN.ORGANIZATION_ID.eq(tx.organization()), API_TOKEN.ID.eq(id), API_TOKEN.ENDED_AT.isNull())
                .execute() == 1;
    }

    /** Of any number of processes that saw it used, one writes. */
    void used(Tx tx, UUID id, Instant at, Instant unlessSince) {
        tx.sql().update(API_TOKEN).set(API_TOKEN.USED_AT, at)
                .where(API_TOKEN.ORGANIZATION_ID.eq(tx.organization()), API_TOKEN.ID.eq(id),
                        API_TOKEN.USED_AT.isNull().or(API_TOKEN.USED_AT.lt(unlessSince)))
                .execute();
    }

    private static ApiToken token(ApiTokenRecord row) {
        return new ApiToken(row.getId(), TokenKind.of(row.getKind()), row.getPersonId(), row.getName(),
                Scopes.of(row.getScopes()), row.getBegins(), row.getCreatedAt(), row.getExpiresAt(), row.getUsedAt());
    }
}
