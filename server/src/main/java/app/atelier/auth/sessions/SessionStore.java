package app.atelier.auth.sessions;

import static app.schema.auth.Tables.REFRESH_TOKEN;
import static app.schema.auth.Tables.REVOCATION;
import static app.schema.auth.Tables.SESSION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Revocations.Mark;
import app.schema.auth.tables.records.SessionRecord;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sessions and their refresh tokens in the database; of the tokens only the hash. */
@Component
class SessionStore {

    static final Duration IDLE = Duration.ofDays(14);
    /** Nobody asks for marks older than a token lives. */
    private static final Duration MARKS_KEPT = Duration.ofHours(1);

    void open(Tx tx, Session session) {
        tx.sql().insertInto(SESSION)
                .set(SESSION.ID, session.id())
                .set(SESSION.PERSON_ID, session.person())
                .set(SESSION.ORGANIZATION_ID, session.organization())
                .set(SESSION.USER_AGENT, session.userAgent())
                .set(SESSION.ADDRESS, session.address())
                .set(SESSION.USED_ADDRESS, session.address())
                .set(SESSION.CREATED_AT, session.createdAt())
                .set(SESSION.USED_AT, session.usedAt())
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

    /** The session a token belongs to, used up or not, ended or not. */
    Optional<Session> sessionOf(Tx tx, String token) {
        return tx.sql().select(SESSION.fields()).from(REFRESH_TOKEN).join(SESSION).on(SESSION.ID.eq(REFRESH_TOKEN.SESSION_ID))
                .where(REFRESH_TOKEN.TOKEN_HASH.eq(Tokens.hash(token))).fetchOptional(row -> session(row.into(SESSION)));
    }

    Optional<Session> live(Tx tx, UUID id) {
        return tx.sql().selectFrom(SESSION).where(SESSION.ID.eq(id), isLive()).fetchOptional(SessionStore::session);
    }

    /** A person's live sessions, the last used first. */
    List<Session> liveOf(Tx tx, UUID person) {
        return tx.sql().selectFrom(SESSION).where(SESSION.PERSON_ID.eq(person), isLive())
                .orderBy(SESSION.USED_AT.desc(), SESSION.ID).fetch(SessionStore::session);
    }

    private static Condition isLive() {
        var now = Instant.now();
        return SESSION.REVOKED_AT.isNull().and(SESSION.EXPIRES_AT.gt(now)).and(SESSION.USED_AT.gt(now.minus(IDLE)));
    }

    void touch(Tx tx, UUID id, @Nullable String address) {
        tx.sql().update(SESSION).set(SESSION.USED_AT, Instant.now()).set(SESSION.USED_ADDRESS, address)
                .where(SESSION.ID.eq(id)).execute();
    }

    /** False when it had ended already. */
    boolean revoke(Tx tx, UUID id, String reason) {
        return tx.sql().update(SESSION).set(SESSION.REVOKED_AT, Instant.now()).set(SESSION.REVOKED_REASON, reason)
                .where(SESSION.ID.eq(id), SESSION.REVOKED_AT.isNull()).execute() == 1;
    }

    void freshUntil(Tx tx, UUID id, Instant until) {
        tx.sql().update(SESSION).set(SESSION.FRESH_UNTIL, until).where(SESSION.ID.eq(id)).execute();
    }

    boolean isFresh(Tx tx, UUID id) {
        return tx.sql().fetchExists(SESSION, SESSION.ID.eq(id).and(isLive()).and(SESSION.FRESH_UNTIL.gt(Instant.now())));
    }

    void mark(Tx tx, Mark mark) {
        tx.sql().deleteFrom(REVOCATION).where(REVOCATION.AT.lt(Instant.now().minus(MARKS_KEPT))).execute();
        tx.sql().insertInto(REVOCATION)
                .set(REVOCATION.SUBJECT, mark.subject())
                .set(REVOCATION.ORGANIZATION_ID, mark.organization())
                .set(REVOCATION.AT, mark.at())
                .execute();
    }

    List<Mark> marksSince(Tx tx, Instant when) {
        return tx.sql().selectFrom(REVOCATION).where(REVOCATION.AT.ge(when)).orderBy(REVOCATION.AT)
                .fetch(row -> new Mark(row.getSubject(), row.getOrganizationId(), row.getAt()));
    }

    /** Into another organization, and no refresh token of the first one goes along. */
    void move(Tx tx, UUID id, UUID organization) {
        tx.sql().update(SESSION).set(SESSION.ORGANIZATION_ID, organization).set(SESSION.USED_AT, Instant.now())
                .where(SESSION.ID.eq(id)).execute();
        tx.sql().update(REFRESH_TOKEN).set(REFRESH_TOKEN.USED_AT, Instant.now())
                .where(REFRESH_TOKEN.SESSION_ID.eq(id), REFRESH_TOKEN.USED_AT.isNull()).execute();
    }

    private static Session session(SessionRecord row) {
        return new Session(row.getId(), row.getPersonId(), row.getOrganizationId(), row.getUserAgent(),
                row.getUsedAddress() == null ? row.getAddress() : row.getUsedAddress(),
                row.getCreatedAt(), row.getUsedAt(), row.getExpiresAt());
    }
}
