package app.atelier.auth.welcome;

import static app.schema.auth.Tables.WELCOME_LINK;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.auth.AdministratorLinks;
import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One-time links that let in who looks after the installation. There is no default administrator. */
@Component
public class WelcomeLinks implements AdministratorLinks {

    private static final Duration GOOD_FOR = Duration.ofHours(24);

    private final Db db;

    WelcomeLinks(Db db) {
        this.db = db;
    }

    @Override
    public String make(@Nullable UUID person) {
        var token = Tokens.random();
        db.shared(tx -> {
            tx.sql().deleteFrom(WELCOME_LINK).where(WELCOME_LINK.EXPIRES_AT.lt(Instant.now())).execute();
            return tx.sql().insertInto(WELCOME_LINK)
                    .set(WELCOME_LINK.TOKEN_HASH, Tokens.hash(token))
                    .set(WELCOME_LINK.PERSON_ID, person)
                    .set(WELCOME_LINK.EXPIRES_AT, Instant.now().plus(GOOD_FOR))
                    .execute();
        });
        return token;
    }

    /**
     * Uses up a link bound to a person and says whom it signs in; empty for a good link that awaits a registration,
     * which is not used up by asking.
     *
     * @throws Problem.Unauthenticated when it is unknown, used or expired
     */
    public Optional<UUID> enter(String token) {
        return db.shared(tx -> {
            var link = tx.sql().selectFrom(WELCOME_LINK).where(WELCOME_LINK.TOKEN_HASH.eq(Tokens.hash(token)),
                    WELCOME_LINK.USED_AT.isNull(), WELCOME_LINK.EXPIRES_AT.gt(Instant.now())).forUpdate().fetchOne();
            if (link == null) {
                throw new Problem.Unauthenticated("This link was used or has expired. Start Atelier again to get a new one.");
            }
            if (link.getPersonId() != null) {
                link.setUsedAt(Instant.now());
                link.update();
            }
            return Optional.ofNullable(link.getPersonId());
        });
    }

    /** Uses up a link that makes whoever registers with it the administrator. */
    public void redeemForRegistration(String token) {
        var used = db.shared(tx -> tx.sql().update(WELCOME_LINK).set(WELCOME_LINK.USED_AT, Instant.now())
                .where(WELCOME_LINK.TOKEN_HASH.eq(Tokens.hash(token)), WELCOME_LINK.PERSON_ID.isNull(),
                        WELCOME_LINK.USED_AT.isNull(), WELCOME_LINK.EXPIRES_AT.gt(Instant.now())).execute());
        if (used != 1) {
            throw new Problem.Invalid("welcomeToken", "was used or has expired; start Atelier again to get a new one");
        }
    }
}
