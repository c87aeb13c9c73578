package app.atelier.auth.clients;

import static app.schema.auth.Tables.API_CLIENT;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import app.schema.auth.tables.records.ApiClientRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registered clients in the database; of their secrets only the hash. */
@Component
class ClientStore {

    List<ApiClient> all(Tx tx) {
        return tx.sql().selectFrom(API_CLIENT).where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(API_CLIENT.CREATED_AT.desc(), API_CLIENT.ID).fetch(ClientStore::client);
    }

    Optional<ApiClient> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(API_CLIENT).where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()), API_CLIENT.ID.eq(id))
                .fetchOptional(ClientStore::client);
    }

    /** The hash of its secret; null for a public client. */
    byte @Nullable [] secretHash(Tx tx, UUID id) {
        return tx.sql().select(API_CLIENT.SECRET_HASH).from(API_CLIENT)
                .where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()), API_CLIENT.ID.eq(id)).fetchOne(API_CLIENT.SECRET_HASH);
    }

    void insert(Tx tx, ApiClient client, @Nullable String secret) {
        tx.sql().insertInto(API_CLIENT)
                .set(API_CLIENT.ORGANIZATION_ID, tx.organization())
                .set(API_CLIENT.ID, client.id())
                .set(API_CLIENT.NAME, client.name())
                .set(API_CLIENT.REDIRECT_URIS, client.redirectUris().toArray(String[]::new))
                .set(API_CLIENT.SCOPES, Scopes.words(client.scopes()))
                .set(API_CLIENT.SECRET_HASH, secret == null ? null : Tokens.hash(secret))
                .set(API_CLIENT.CREATED_BY, client.createdBy())
                .set(API_CLIENT.CREATED_AT, client.createdAt())
                .execute();
    }

    void update(Tx tx, ApiClient client) {
        tx.sql().update(API_CLIENT)
                .set(API_CLIENT.NAME, client.name())
                .set(API_CLIENT.REDIRECT_URIS, client.redirectUris().toArray(String[]::new))
                .set(API_CLIENT.SCOPES, Scopes.words(client.scopes()))
                .set(API_CLIENT.VERSION, client.version())
                .where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()), API_CLIENT.ID.eq(client.id())).execute();
    }

    void setSecret(Tx tx, UUID id, String secret) {
        tx.sql().update(API_CLIENT).set(API_CLIENT.SECRET_HASH, Tokens.hash(secret))
                .where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()), API_CLIENT.ID.eq(id)).execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(API_CLIENT).where(API_CLIENT.ORGANIZATION_ID.eq(tx.organization()), API_CLIENT.ID.eq(id)).execute();
    }

    private static ApiClient client(ApiClientRecord row) {
        return new ApiClient(row.getId(), row.getName(), List.of(row.getRedirectUris()), Scopes.of(row.getScopes()),
                row.getSecretHash() != null, row.getCreatedBy(), row.getCreatedAt(), row.getVersion());
    }
}
