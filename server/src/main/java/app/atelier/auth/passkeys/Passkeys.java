package app.atelier.auth.passkeys;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.challenges.Challenges;
import app.atelier.auth.challenges.Challenges.Purpose;
import app.atelier.auth.passkeys.PasskeyEvents.Named;
import app.atelier.auth.passkeys.PasskeyEvents.PasskeyAdded;
import app.atelier.auth.passkeys.PasskeyEvents.PasskeyRemoved;
import app.atelier.auth.passkeys.PasskeyEvents.PasskeyRenamed;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import app.atelier.users.UserAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A person registers keys, and proves by one who they are. */
@Component
public class Passkeys {

    private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
    private static final String HOUSE = "Atelier";
    private static final int MOST = 25;

    private final Db db;
    private final PasskeyStore store;
    private final WebAuthn webAuthn;
    private final Challenges challenges;
    private final UserAccess users;
    private final StepUp stepUp;
    private final Journal journal;

    Passkeys(Db db, PasskeyStore store, WebAuthn webAuthn, Challenges challenges, UserAccess users, StepUp stepUp, Journal journal) {
        this.db = db;
        this.store = store;
        this.webAuthn = webAuthn;
        this.challenges = challenges;
        this.users = users;
        this.stepUp = stepUp;
        this.journal = journal;
    }

    /**
     * What {@code navigator.credentials.create} is told; binary parts as base64url.
     *
     * @param userId     the person, as keys remember them
     * @param exclude    ids of keys that are registered already
     * @param algorithms COSE numbers, the preferred first
     * @param timeout    milliseconds
     */
    record CreationOptions(String challenge, String rpId, String rpName, String userId, String userName, String displayName,
            List<String> exclude, List<Long> algorithms, long timeout) {
    }

    /** What {@code navigator.credentials.get} is told: any key of ours will do, with its person verified. */
    public record RequestOptions(String challenge, String rpId, long timeout) {
    }

    List<Passkey> all(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return db.shared(tx -> store.of(tx, caller.person()));
    }

    CreationOptions begin(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        var person = users.person(caller.person()).orElseThrow(Problem.Unauthenticated::new);
        var known = db.shared(tx -> store.credentialIds(tx, caller.person()));
        if (known.size() >= MOST) {
            throw new Problem.Conflict("You have " + MOST + " passkeys already; remove one that you no longer use.");
        }
        return new CreationOptions(challenges.make(Purpose.REGISTER_PASSKEY, caller.person(), null), webAuthn.relyingParty(), HOUSE,
                text(bytes(caller.person())), person.email(), person.name(), known.stream().map(Passkeys::text).toList(),
                WebAuthn.ALGORITHMS, Challenges.GOOD_FOR.toMillis());
    }

    Passkey register(Caller caller, String name, String clientDataJson, String attestationObject) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        WebAuthn.Made made;
        try {
            var clientData = WebAuthn.bytes(clientDataJson);
            var challenge = webAuthn.challengeOf(clientData);
            if (challenges.use(challenge, Purpose.REGISTER_PASSKEY).filter(c -> caller.person().equals(c.person())).isEmpty()) {
                throw new WebAuthn.NotProven("a challenge that is not open");
            }
            made = webAuthn.register(WebAuthn.bytes(attestationObject), clientData, challenge);
        } catch (WebAuthn.NotProven e) {
            log.info("A passkey of {} was not registered: {}", caller.person(), e.getMessage());
            throw new Problem.Invalid("attestationObject", "does not prove a key made for this page just now; begin again at "
                    + webAuthn.origin());
        }
        var id = Ids.next();
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return db.in(caller.organization(), tx -> {
            if (!store.insert(tx, id, caller.person(), name.strip(), made, now)) {
                throw new Problem.Conflict("This key is registered already.");
            }
            journal.record(tx, caller.person(), new PasskeyAdded(id, caller.person(), name.strip()));
            return new Passkey(id, name.strip(), made.backedUp(), now, null);
        });
    }

    Passkey rename(Caller caller, UUID id, String name) {
        caller.require(Permission.SELF_SECURITY);
        return db.in(caller.organization(), tx -> {
            var before = passkey(tx, caller, id);
            store.rename(tx, id, name.strip());
            journal.record(tx, caller.person(), new PasskeyRenamed(id, caller.person(), new Named(before.name()), new Named(name.strip())));
            return passkey(tx, caller, id);
        });
    }

    void remove(Caller caller, UUID id) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        db.in(caller.organization(), tx -> {
            var passkey = passkey(tx, caller, id);
            store.delete(tx, id);
            journal.record(tx, caller.person(), new PasskeyRemoved(id, caller.person(), passkey.name()));
            return null;
        });
    }

    private Passkey passkey(Tx tx, Caller caller, UUID id) {
        return store.find(tx, caller.person(), id).orElseThrow(() -> new Problem.NotFound("passkey", id));
    }

    RequestOptions challenge() {
        return new RequestOptions(challenges.make(Purpose.USE_PASSKEY, null, null), webAuthn.relyingParty(),
                Challenges.GOOD_FOR.toMillis());
    }

    /** Whether the person has any. */
    public boolean has(UUID person) {
        return db.shared(tx -> store.count(tx, person)) > 0;
    }

    /**
     * Whom an answer proves; its challenge is used up by asking.
     *
     * @throws Problem.Unauthenticated when it proves nobody, without saying why
     */
    public UUID prove(PasskeyAssertion answer) {
        try {
            var challenge = webAuthn.challengeOf(WebAuthn.bytes(answer.clientDataJson()));
            if (challenges.use(challenge, Purpose.USE_PASSKEY).isEmpty()) {
                throw new WebAuthn.NotProven("a challenge that is not open");
            }
            return db.shared(tx -> {
                var kept = store.lock(tx, WebAuthn.bytes(answer.credentialId()))
                        .orElseThrow(() -> new WebAuthn.NotProven("a key that is not registered"));
                store.used(tx, kept.id(), webAuthn.verify(answer, kept.credential(), kept.counter(), kept.backedUp(), challenge));
                return kept.person();
            });
        } catch (WebAuthn.NotProven e) {
            log.info("A passkey proved nobody: {}", e.getMessage());
            throw new Problem.Unauthenticated("This passkey is not known here, or its answer came too late. Try again, or sign in with your password.");
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
