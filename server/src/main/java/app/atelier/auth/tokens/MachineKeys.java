package app.atelier.auth.tokens;

import static app.schema.auth.Tables.MACHINE_KEY;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import org.springframework.stereotype.Component;

/** Leads from the hash of what a machine shows to the organization it belongs to; what it is there is read there. */
@Component
public class MachineKeys {

    private final Db db;

    MachineKeys(Db db) {
        this.db = db;
    }

    /** What a machine shows. */
    public enum Kind {
        TOKEN, CLIENT, CODE, REFRESH;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a key opens. */
    public record Place(UUID organization, UUID subject) {
    }

    public void keep(Tx tx, Kind kind, String shown, UUID subject) {
        tx.sql().insertInto(MACHINE_KEY)
                .set(MACHINE_KEY.KEY_HASH, Tokens.hash(shown))
                .set(MACHINE_KEY.ORGANIZATION_ID, tx.organization())
                .set(MACHINE_KEY.KIND, kind.word())
                .set(MACHINE_KEY.SUBJECT_ID, subject)
                .execute();
    }

    public Optional<Place> find(Kind kind, String shown) {
        return find(kind, Tokens.hash(shown));
    }

    Optional<Place> find(Kind kind, byte[] hash) {
        return db.shared(tx -> tx.sql().select(MACHINE_KEY.ORGANIZATION_ID, MACHINE_KEY.SUBJECT_ID).from(MACHINE_KEY)
                .where(MACHINE_KEY.KEY_HASH.eq(hash), MACHINE_KEY.KIND.eq(kind.word()))
                .fetchOptional(row -> new Place(row.value1(), row.value2())));
    }

    /** Forgets what led to these. */
    public void forget(Tx tx, Collection<UUID> subjects) {
        if (!subjects.isEmpty()) {
            tx.sql().deleteFrom(MACHINE_KEY)
                    .where(MACHINE_KEY.ORGANIZATION_ID.eq(tx.organization()), MACHINE_KEY.SUBJECT_ID.in(subjects)).execute();
        }
    }
}
