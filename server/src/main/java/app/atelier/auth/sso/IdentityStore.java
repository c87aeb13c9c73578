package app.atelier.auth.sso;

import static app.schema.auth.Tables.IDENTITY_LINK;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is who at providers, in the database: by issuer and subject, never by e-mail. */
@Component
class IdentityStore {

    Optional<UUID> person(Tx tx, String issuer, String subject) {
        return tx.sql().select(IDENTITY_LINK.PERSON_ID).from(IDENTITY_LINK)
                .where(IDENTITY_LINK.ISSUER.eq(issuer), IDENTITY_LINK.SUBJECT.eq(subject)).fetchOptional(IDENTITY_LINK.PERSON_ID);
    }

    /** Keeps it where nobody has it yet; returns whose it is now. */
    UUID link(Tx tx, Identity identity, UUID person, String provider) {
        tx.sql().insertInto(IDENTITY_LINK)
                .set(IDENTITY_LINK.ISSUER, identity.issuer())
                .set(IDENTITY_LINK.SUBJECT, identity.subject())
                .set(IDENTITY_LINK.ID, Ids.next())
                .set(IDENTITY_LINK.PERSON_ID, person)
                .set(IDENTITY_LINK.PROVIDER, provider)
                .set(IDENTITY_LINK.EMAIL, shortened(identity.email()))
                .onConflictDoNothing().execute();
        return person(tx, identity.issuer(), identity.subject()).orElseThrow();
    }

    /** Takes back what was kept for somebody who did not come to be. */
    boolean forget(Tx tx, Identity identity, UUID person) {
        return tx.sql().deleteFrom(IDENTITY_LINK).where(IDENTITY_LINK.ISSUER.eq(identity.issuer()),
                IDENTITY_LINK.SUBJECT.eq(identity.subject()), IDENTITY_LINK.PERSON_ID.eq(person)).execute() == 1;
    }

    void used(Tx tx, Identity identity) {
        tx.sql().update(IDENTITY_LINK).set(IDENTITY_LINK.USED_AT, Instant.now()).set(IDENTITY_LINK.EMAIL, shortened(identity.email()))
                .where(IDENTITY_LINK.ISSUER.eq(identity.issuer()), IDENTITY_LINK.SUBJECT.eq(identity.subject())).execute();
    }

    /** One identity of a person. */
    record Link(UUID id, String provider, String issuer, @Nullable String email, Instant createdAt, @Nullable Instant usedAt) {
    }

    List<Link> of(Tx tx, UUID person) {
        return tx.sql().selectFrom(IDENTITY_LINK).where(IDENTITY_LINK.PERSON_ID.eq(person)).orderBy(IDENTITY_LINK.CREATED_AT)
                .fetch(row -> new Link(row.getId(), row.getProvider(), row.getIssuer(), row.getEmail(), row.getCreatedAt(), row.getUsedAt()));
    }

    boolean unlink(Tx tx, UUID person, UUID id) {
        return tx.sql().deleteFrom(IDENTITY_LINK).where(IDENTITY_LINK.PERSON_ID.eq(person), IDENTITY_LINK.ID.eq(id)).execute() == 1;
    }

    private static @Nullable String shortened(@Nullable String email) {
        return email != null && email.length() > 255 ? null : email;
    }
}
