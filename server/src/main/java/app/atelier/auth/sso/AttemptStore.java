package app.atelier.auth.sso;

import static app.schema.auth.Tables.SSO_ATTEMPT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import app.atelier.auth.sso.IdentityProvider.Secrets;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import org.springframework.stereotype.Component;

/** Ways to a provider and back: each is gone once, by one browser, within ten minutes. */
@Component
class AttemptStore {

    static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final SecretBox box;

    AttemptStore(SecretBox box) {
        this.box = box;
    }

    /** @param browser the secret in the cookie of the browser that set out */
    void keep(Tx tx, Attempt attempt, String browser) {
        var secrets = attempt.secrets();
        tx.sql().deleteFrom(SSO_ATTEMPT).where(SSO_ATTEMPT.EXPIRES_AT.lt(Instant.now())).execute();
        tx.sql().insertInto(SSO_ATTEMPT)
                .set(SSO_ATTEMPT.STATE_HASH, Tokens.hash(secrets.state()))
                .set(SSO_ATTEMPT.BROWSER_HASH, Tokens.hash(browser))
                .set(SSO_ATTEMPT.PROVIDER, attempt.provider())
                .set(SSO_ATTEMPT.PURPOSE, attempt.purpose().word())
                .set(SSO_ATTEMPT.PERSON_ID, attempt.person())
                .set(SSO_ATTEMPT.SECRETS, box.seal((secrets.nonce() + " " + secrets.verifier()).getBytes(StandardCharsets.UTF_8),
                        context(secrets.state())))
                .set(SSO_ATTEMPT.RETURN_TO, attempt.returnTo())
                .set(SSO_ATTEMPT.EXPIRES_AT, Instant.now().plus(GOOD_FOR))
                .execute();
    }

    /** Uses it up. Empty when it was used, has expired, or another browser set out. */
    Optional<Attempt> use(Tx tx, String state, String browser) {
        return tx.sql().deleteFrom(SSO_ATTEMPT).where(SSO_ATTEMPT.STATE_HASH.eq(Tokens.hash(state)),
                        SSO_ATTEMPT.BROWSER_HASH.eq(Tokens.hash(browser)), SSO_ATTEMPT.EXPIRES_AT.gt(Instant.now()))
                .returning().fetchOptional(row -> {
                    var secrets = new String(box.open(row.getSecrets(), context(state)), StandardCharsets.UTF_8).split(" ", 2);
                    return new Attempt(row.getProvider(), Attempt.Purpose.of(row.getPurpose()), row.getPersonId(), row.getReturnTo(),
                            new Secrets(state, secrets[0], secrets[1]));
                });
    }

    private static String context(String state) {
        return "auth.sso_attempt/" + java.util.HexFormat.of().formatHex(Tokens.hash(state));
    }
}
