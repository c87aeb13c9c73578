package app.atelier.auth.sso;

import static app.schema.auth.Tables.CONNECTION;
import static app.schema.auth.Tables.CONNECTION_PLACE;
import static app.schema.auth.Tables.DOMAIN;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.auth.sso.Connection.Domain;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.security.Role;
import app.schema.auth.tables.records.ConnectionRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connections in the database, their secrets sealed. */
@Component
class ConnectionStore {

    private final SecretBox box;

    ConnectionStore(SecretBox box) {
        this.box = box;
    }

    List<Connection> all(Tx tx) {
        return tx.sql().selectFrom(CONNECTION).where(CONNECTION.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(CONNECTION.CREATED_AT, CONNECTION.ID).fetch(row -> connection(tx, row));
    }

    Optional<Connection> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(CONNECTION).where(CONNECTION.ORGANIZATION_ID.eq(tx.organization()), CONNECTION.ID.eq(id))
                .fetchOptional(row -> connection(tx, row));
    }

    /** Whose connection it is. */
    Optional<UUID> organizationOf(Tx tx, UUID id) {
        return tx.sql().select(CONNECTION_PLACE.ORGANIZATION_ID).from(CONNECTION_PLACE).where(CONNECTION_PLACE.CONNECTION_ID.eq(id))
                .fetchOptional(CONNECTION_PLACE.ORGANIZATION_ID);
    }

    /** A connection that owns the domain, and whose it is. */
    record Owner(UUID organization, UUID connection) {
    }

    Optional<Owner> ownerOf(Tx tx, String domain) {
        return tx.sql().select(DOMAIN.ORGANIZATION_ID, DOMAIN.CONNECTION_ID).from(DOMAIN)
                .where(DOMAIN.NAME.eq(domain), DOMAIN.APPROVED_AT.isNotNull())
                .fetchOptional(row -> new Owner(row.value1(), row.value2()));
    }

    @Nullable String secret(Tx tx, UUID id) {
        var sealed = tx.sql().select(CONNECTION.CLIENT_SECRET).from(CONNECTION)
                .where(CONNECTION.ORGANIZATION_ID.eq(tx.organization()), CONNECTION.ID.eq(id)).fetchOne(CONNECTION.CLIENT_SECRET);
        return sealed == null ? null : new String(box.open(sealed, context(id)), StandardCharsets.UTF_8);
    }

    void insert(Tx tx, Connection connection, @Nullable String secret) {
        tx.sql().insertInto(CONNECTION)
                .set(CONNECTION.ORGANIZATION_ID, tx.organization())
                .set(CONNECTION.ID, connection.id())
                .set(CONNECTION.NAME, connection.name())
                .set(CONNECTION.ISSUER, connection.issuer())
                .set(CONNECTION.CLIENT_ID, connection.clientId())
                .set(CONNECTION.CLIENT_SECRET, sealed(connection.id(), secret))
                .set(CONNECTION.MODE, connection.mode().word())
                .set(CONNECTION.PROVISION, connection.provision())
                .set(CONNECTION.DEFAULT_ROLE, connection.defaultRole().word())
                .set(CONNECTION.CREATED_AT, connection.createdAt())
                .execute();
        tx.sql().insertInto(CONNECTION_PLACE).set(CONNECTION_PLACE.CONNECTION_ID, connection.id())
                .set(CONNECTION_PLACE.ORGANIZATION_ID, tx.organization()).execute();
        claim(tx, connection.id(), connection.domains());
    }

    /** @param secret null: the one that is there stays */
    void update(Tx tx, Connection connection, @Nullable String secret) {
        var change = tx.sql().update(CONNECTION)
                .set(CONNECTION.NAME, connection.name())
                .set(CONNECTION.ISSUER, connection.issuer())
                .set(CONNECTION.CLIENT_ID, connection.clientId())
                .set(CONNECTION.MODE, connection.mode().word())
                .set(CONNECTION.PROVISION, connection.provision())
                .set(CONNECTION.DEFAULT_ROLE, connection.defaultRole().word())
                .set(CONNECTION.PROVEN_AT, connection.provenAt())
                .set(CONNECTION.VERSION, connection.version());
        (secret == null ? change : change.set(CONNECTION.CLIENT_SECRET, sealed(connection.id(), secret)))
                .where(CONNECTION.ORGANIZATION_ID.eq(tx.organization()), CONNECTION.ID.eq(connection.id())).execute();
        var names = connection.domains().stream().map(Domain::name).toList();
        tx.sql().deleteFrom(DOMAIN).where(DOMAIN.CONNECTION_ID.eq(connection.id()), DOMAIN.NAME.notIn(names)).execute();
        claim(tx, connection.id(), connection.domains());
    }

    private static void claim(Tx tx, UUID connection, Collection<Domain> domains) {
        for (var domain : domains) {
            tx.sql().insertInto(DOMAIN)
                    .set(DOMAIN.ORGANIZATION_ID, tx.organization())
                    .set(DOMAIN.CONNECTION_ID, connection)
                    .set(DOMAIN.NAME, domain.name())
                    .onConflictDoNothing().execute();
        }
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(CONNECTION).where(CONNECTION.ORGANIZATION_ID.eq(tx.organization()), CONNECTION.ID.eq(id)).execute();
    }

    /** A domain that some organization claims. */
    record Claim(UUID organizationId, UUID connectionId, String domain, Instant claimedAt, @Nullable Instant approvedAt) {
    }

    List<Claim> claims(Tx tx, int limit) {
        return tx.sql().selectFrom(DOMAIN).orderBy(DOMAIN.APPROVED_AT.desc().nullsFirst(), DOMAIN.NAME).limit(limit)
                .fetch(d -> new Claim(d.getOrganizationId(), d.getConnectionId(), d.getName(), d.getClaimedAt(), d.getApprovedAt()));
    }

    /** @return false when nobody claims it so */
    boolean approve(Tx tx, UUID connection, String domain, UUID by) {
        return tx.sql().update(DOMAIN).set(DOMAIN.APPROVED_AT, Instant.now()).set(DOMAIN.APPROVED_BY, by)
                .where(DOMAIN.CONNECTION_ID.eq(connection), DOMAIN.NAME.eq(domain)).execute() == 1;
    }

    boolean disapprove(Tx tx, UUID connection, String domain) {
        return tx.sql().update(DOMAIN).setNull(DOMAIN.APPROVED_AT).setNull(DOMAIN.APPROVED_BY)
                .where(DOMAIN.CONNECTION_ID.eq(connection), DOMAIN.NAME.eq(domain)).execute() == 1;
    }

    private byte @Nullable [] sealed(UUID id, @Nullable String secret) {
        return secret == null ? null : box.seal(secret.getBytes(StandardCharsets.UTF_8), context(id));
    }

    private static String context(UUID id) {
        return "auth.connection/" + id;
    }

    private static Connection connection(Tx tx, ConnectionRecord row) {
        var domains = tx.sql().selectFrom(DOMAIN).where(DOMAIN.CONNECTION_ID.eq(row.getId())).orderBy(DOMAIN.NAME)
                .fetch(d -> new Domain(d.getName(), d.getApprovedAt() != null));
        return new Connection(row.getOrganizationId(), row.getId(), row.getName(), row.getIssuer(), row.getClientId(),
                row.getClientSecret() != null, domains, ConnectionMode.of(row.getMode()), row.getProvision(),
                Role.of(row.getDefaultRole()), row.getProvenAt(), row.getCreatedAt(), row.getVersion());
    }
}
