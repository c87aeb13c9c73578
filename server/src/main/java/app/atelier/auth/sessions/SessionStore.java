package app.atelier.auth.sessions;

import static app.schema.auth.Tables.REFRESH_TOKEN;
import static app.schema.auth.Tables.SESSION;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import app.schema.auth.tables.records.SessionRecord;
import org.springframework.stereotype.Component;

/** Sessions and their refresh tokens in the database; of the tokens only the hash. */
@Component
class SessionStore {

    void open(Tx tx, Session session) {
        tx.sql().insertInto(SESSION)
                .set(SESSION.ID, session.id())
                .set(SESSION.PERSON_ID, session.person())
                .set(SESSION.ORGANIZATION_ID, session.organization())
                .set(SESSION.USER_AGENT, session.userAgent())
                .set(SESSION.ADDRESS, session.address())
                .set(SESSION.EXPIRES_AT, session.expiresAt())
                .execute();
    }

    void keep(Tx tx, UUID session, String token) {
        tx.sql().insertInto(REFRESH_TOKEN).set(REFRESH_TOKEN.TOKEN_HASH, Tokens.hash(token))
                .set(REFRESH_TOKEN.SESSION_ID, session).execute();
    }

    /** Uses up a token once: of any number of parallel attempts, one gets the session. */
    Optional<UUID> use(Tx tx, String token) {
        return tx.sql().update(REFRESH_TOKEN).set(REFRESH_TOKEN.USED_AT, Instant.now())
                .where(REFRESH_TOKEN.TOKEN_HASH.eq(Tokens.hash(token)), REFRESH_TOKEN.USED_AT.isNull())
                .returning(REFRESH_TOKEN.SESSION_ID).fetchOptional(REFRESH_TOKEN.SESSION_ID);
    }

    /** The session a token belongs to, used up or not. */
    Optional<UUID> sessionOf(Tx tx, String token) {
        return tx.sql().select(REFRESH_TOKEN.SESSION_ID).from(REFRESH_TOKEN)
                .where(REFRESH_TOKEN.TOKEN_HASH.eq(Tokens.hash(token))).fetchOptional(REFRESH_TOKEN.SESSION_ID);
    }

    Optional<Session> live(Tx tx, UUID id, Instant idleSince) {
        return tx.sql().selectFrom(SESSION).where(SESSION.ID.eq(id), SESSION.REVOKED_AT.isNull(),
                SESSION.EXPIRES_AT.gt(Instant.now()), SESSION.USED_AT.gt(idleSince)).fetchOptional(SessionStore::session);
    }

    void touch(Tx tx, UUID id) {
        tx.sql().update(SESSION).set(SESSION.USED_AT, Instant.now()).where(SESSION.ID.eq(id)).execute();
    }

    void revoke(Tx tx, UUID id, String reason) {
        tx.sql().update(SESSION).set(SESSION.REVOKED_AT, Instant.now()).set(SESSION.REVOKED_REASON, reason)
                .where(SESSION.ID.eq(id), SESSION.REVOKED_AT.isNull()).execute();
    }

    private static Session session(SessionRecord row) {
        return new Session(row.getId(), row.getPersonId(), row.getOrganizationId(), row.getUserAgent(), row.getAddress(),
                row.getExpiresAt());
    }
}
