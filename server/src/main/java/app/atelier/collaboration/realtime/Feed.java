package app.atelier.collaboration.realtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the journal for the live connection and writes entries down once, however many read them. */
@Component
class Feed {

    /** A message is cut after about so many characters, so that clients can show what they have. */
    private static final int MESSAGE = 256 * 1024;

    private final Db db;
    private final JournalReader reader;
    private final JsonMapper json;

    Feed(Db db, JournalReader reader, JsonMapper json) {
        this.db = db;
        this.reader = reader;
        this.json = json;
    }

    /** An entry with its JSON. */
    record Item(JournalEntry entry, String text) {
    }

    /** An entry as clients see it. */
    private record View(long seq, UUID id, Instant at, @Nullable UUID actorId, String type, String subjectType,
            UUID subjectId, @Nullable String audience, JsonNode data) {
    }

    long head(UUID organization) {
        return db.in(organization, reader::head);
    }

    List<Item> after(UUID organization, long seq, int limit) {
        return db.in(organization, tx -> reader.after(tx, seq, limit)).stream().map(this::item).toList();
    }

    private Item item(JournalEntry e) {
        return new Item(e, json.writeValueAsString(new View(e.seq(), e.id(), e.at(), e.actorId(), e.type(),
                e.subjectType(), e.subjectId(), e.audience(), e.data())));
    }

    /** {@code entries} messages of these items. */
    static List<String> messages(List<Item> items) {
        var messages = new ArrayList<String>();
        var text = new StringBuilder();
        for (var item : items) {
            text.append(text.isEmpty() ? "{\"type\":\"entries\",\"entries\":[" : ",").append(item.text());
            if (text.length() >= MESSAGE) {
                messages.add(text.append("]}").toString());
                text.setLength(0);
            }
        }
        if (!text.isEmpty()) {
            messages.add(text.append("]}").toString());
        }
        return messages;
    }
}
