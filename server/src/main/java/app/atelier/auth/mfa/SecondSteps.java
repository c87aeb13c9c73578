package app.atelier.auth.mfa;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.mfa.MfaEvents.RecoveryCodeUsed;
import app.atelier.auth.mfa.MfaEvents.RecoveryCodesMade;
import app.atelier.auth.mfa.MfaEvents.TotpDisabled;
import app.atelier.auth.mfa.MfaEvents.TotpEnabled;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;

/** The second step of signing in: an authenticator app's codes, each good once, and recovery codes in its place. */
@Component
public class SecondSteps {

    private static final String ISSUER = "Atelier";
    /** Five at once, then one a minute: of a million codes three are good at a time. */
    private static final Share CODES = new Share("code", 5, 1);

    private final Db db;
    private final MfaStore store;
    private final SecretBox box;
    private final UserAccess users;
    private final StepUp stepUp;
    private final Limits limits;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();

    SecondSteps(Db db, MfaStore store, SecretBox box, UserAccess users, StepUp stepUp, Limits limits, Journal journal) {
        this.db = db;
        this.store = store;
        this.box = box;
        this.users = users;
        this.stepUp = stepUp;
        this.limits = limits;
        this.journal = journal;
    }

    /** @param recoveryCodesLeft how many are still good */
    record Status(boolean totp, int recoveryCodesLeft) {
    }

    /**
     * What is shown once, to set up an authenticator app.
     *
     * @param secret base32, for who cannot scan
     * @param uri    {@code otpauth://…}, for the QR code
     */
    record Setup(String secret, String uri) {
    }

    Status status(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return db.shared(tx -> new Status(store.isOn(tx, caller.person()), store.codesLeft(tx, caller.person())));
    }

    /** Makes a secret that counts from its first code on. */
    Setup begin(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        var secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        var account = users.person(caller.person()).map(Person::email).orElseThrow(Problem.Unauthenticated::new);
        if (!db.shared(tx -> store.begin(tx, caller.person(), box.seal(secret, context(caller.person()))))) {
            throw new Problem.Conflict("An authenticator app is set up already; turn it off first.");
        }
        return new Setup(Base32.encode(secret), Totp.uri(secret, ISSUER, account));
    }

    /** Turns it on, once a code proves that the app has the secret; the recovery codes are shown this once. */
    List<String> confirm(Caller caller, String code) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        requirePatience(caller.person());
        return db.in(caller.organization(), tx -> {
            var kept = store.totp(tx, caller.person()).orElseThrow(
                    () -> new Problem.Conflict("Nothing is to be confirmed; begin with POST /v1/auth/mfa/totp."));
            if (kept.confirmed()) {
                throw new Problem.Conflict("An authenticator app is set up already; turn it off first.");
            }
            if (!matches(tx, caller.person(), kept, code)) {
                throw new Problem.Invalid("code", "is not the one the app shows now; check the clock of your device");
            }
            store.confirm(tx, caller.person());
            journal.record(tx, caller.person(), new TotpEnabled(caller.person()));
            return newCodes(tx, caller.person());
        });
    }

    void disable(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        db.in(caller.organization(), tx -> {
            if (!store.remove(tx, caller.person())) {
                throw new Problem.NotFound("No authenticator app is set up.");
            }
            journal.record(tx, caller.person(), new TotpDisabled(caller.person()));
            return null;
        });
    }

    /** New ones in place of the old, which are good no more. */
    List<String> regenerate(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        return db.in(caller.organization(), tx -> {
            if (!store.isOn(tx, caller.person())) {
                throw new Problem.Conflict("Recovery codes stand in for an authenticator app; set one up first.");
            }
            return newCodes(tx, caller.person());
        });
    }

    private List<String> newCodes(Tx tx, UUID person) {
        var codes = RecoveryCodes.make();
        store.replaceCodes(tx, person, codes.stream().map(code -> RecoveryCodes.hash(person, code)).toList());
        journal.record(tx, person, new RecoveryCodesMade(person, codes.size()));
        return codes;
    }

    /** Whether a password alone does not let this person in. */
    public boolean isOn(UUID person) {
        return db.shared(tx -> store.isOn(tx, person));
    }

    /**
     * Whether this is a code of the person's app that was not used before; it is used up by asking.
     *
     * @throws Problem.TooMany after five
     */
    public boolean verifyCode(UUID person, String code) {
        requirePatience(person);
        return db.shared(tx -> store.totp(tx, person).filter(MfaStore.Kept::confirmed)
                .map(kept -> matches(tx, person, kept, code)).orElse(false));
    }

    /**
     * Whether this is a recovery code that was not used before; it is used up by asking.
     *
     * @param organization whose journal tells of it
     * @throws Problem.TooMany after five
     */
    public boolean verifyRecoveryCode(UUID person, UUID organization, String code) {
        requirePatience(person);
        return db.in(organization, tx -> {
            var good = store.isOn(tx, person) && store.useCode(tx, person, RecoveryCodes.hash(person, code));
            if (good) {
                journal.record(tx, person, new RecoveryCodeUsed(person, store.codesLeft(tx, person)));
            }
            return good;
        });
    }

    private boolean matches(Tx tx, UUID person, MfaStore.Kept kept, String code) {
        var step = Totp.match(box.open(kept.sealed(), context(person)), code, Instant.now());
        return step.isPresent() && store.use(tx, person, step.getAsLong());
    }

    private void requirePatience(UUID person) {
        var answer = limits.take(CODES, person.toString());
        if (!answer.granted()) {
            throw new Problem.TooMany(answer.waitSeconds());
        }
    }

    private static String context(UUID person) {
        return "auth.totp/" + person;
    }
}
