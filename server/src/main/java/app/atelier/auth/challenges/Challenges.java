package app.atelier.auth.challenges;

import static app.schema.auth.Tables.CHALLENGE;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Random questions with an answer: each is good once and for five minutes, and kept as its hash. */
@Component
public class Challenges {

    public static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final Db db;

    Challenges(Db db) {
        this.db = db;
    }

    /** What an answer is for; one for another purpose is none. */
    public enum Purpose {
        SECOND_STEP, REGISTER_PASSKEY, USE_PASSKEY
    }

    /** Whom it was made for, where that was known. */
    public record Challenge(@Nullable UUID person, @Nullable UUID organization) {
    }

    /** Makes one: 43 characters of base64url, 256 random bits. */
    public String make(Purpose purpose, @Nullable UUID person, @Nullable UUID organization) {
        var token = Tokens.random();
        db.shared(tx -> {
            tx.sql().deleteFrom(CHALLENGE).where(CHALLENGE.EXPIRES_AT.lt(Instant.now())).execute();
            return tx.sql().insertInto(CHALLENGE)
                    .set(CHALLENGE.TOKEN_HASH, Tokens.hash(token))
                    .set(CHALLENGE.PURPOSE, purpose.name())
                    .set(CHALLENGE.PERSON_ID, person)
                    .set(CHALLENGE.ORGANIZATION_ID, organization)
                    .set(CHALLENGE.EXPIRES_AT, Instant.now().plus(GOOD_FOR))
                    .execute();
        });
        return token;
    }

    /** Looks at one without using it up: a mistyped code may be typed again. */
    public Optional<Challenge> find(String token, Purpose purpose) {
        return db.shared(tx -> tx.sql().selectFrom(CHALLENGE).where(CHALLENGE.TOKEN_HASH.eq(Tokens.hash(token)),
                        CHALLENGE.PURPOSE.eq(purpose.name()), CHALLENGE.EXPIRES_AT.gt(Instant.now()))
                .fetchOptional(row -> new Challenge(row.getPersonId(), row.getOrganizationId())));
    }

    /** Uses one up; empty when it was used, has expired, or was for something else. */
    public Optional<Challenge> use(String token, Purpose purpose) {
        return db.shared(tx -> tx.sql().deleteFrom(CHALLENGE).where(CHALLENGE.TOKEN_HASH.eq(Tokens.hash(token)),
                        CHALLENGE.PURPOSE.eq(purpose.name()), CHALLENGE.EXPIRES_AT.gt(Instant.now()))
                .returning().fetchOptional(row -> new Challenge(row.getPersonId(), row.getOrganizationId())));
    }
}
