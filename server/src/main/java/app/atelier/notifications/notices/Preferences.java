package app.atelier.notifications.notices;

import static app.schema.notifications.Tables.PREFERENCE;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.springframework.stereotype.Component;

/** How people want to be told. Who never said is told of everything, both ways. */
@Component
class Preferences {

    /** Where a type of notice goes. */
    record Ways(boolean inApp, boolean email) {

        static final Ways BOTH = new Ways(true, true);
    }

    Map<NoticeType, Ways> of(Tx tx, UUID person) {
        var ways = new EnumMap<NoticeType, Ways>(NoticeType.class);
        for (var type : NoticeType.values()) {
            ways.put(type, Ways.BOTH);
        }
        tx.sql().selectFrom(PREFERENCE)
                .where(PREFERENCE.ORGANIZATION_ID.eq(tx.organization()), PREFERENCE.PERSON_ID.eq(person))
                .forEach(row -> ways.put(NoticeType.of(row.getType()), new Ways(row.getInApp(), row.getEmail())));
        return ways;
    }

    void set(Tx tx, UUID person, Map<NoticeType, Ways> wanted) {
        wanted.forEach((type, ways) -> tx.sql().insertInto(PREFERENCE)
                .set(PREFERENCE.ORGANIZATION_ID, tx.organization())
                .set(PREFERENCE.PERSON_ID, person)
                .set(PREFERENCE.TYPE, type.word())
                .set(PREFERENCE.IN_APP, ways.inApp())
                .set(PREFERENCE.EMAIL, ways.email())
                .onConflict(PREFERENCE.ORGANIZATION_ID, PREFERENCE.PERSON_ID, PREFERENCE.TYPE)
                .doUpdate().set(PREFERENCE.IN_APP, ways.inApp()).set(PREFERENCE.EMAIL, ways.email())
                .execute());
    }
}
