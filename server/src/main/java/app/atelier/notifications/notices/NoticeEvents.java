package app.atelier.notifications.notices;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What happens to notices, as the journal tells it: to their person only. */
final class NoticeEvents {

    private NoticeEvents() {
    }

    record NoticeCreated(@JsonIgnore UUID personId, Notice notice) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("notice.created", "notice", notice.id(), Audience.person(personId));
        }
    }

    /** Their person's other windows count along. */
    record NoticeRead(@JsonIgnore UUID personId, List<UUID> noticeIds) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("notice.read", "person", personId, Audience.person(personId));
        }
    }
}
