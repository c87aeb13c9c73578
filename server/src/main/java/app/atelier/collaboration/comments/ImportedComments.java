package app.atelier.collaboration.comments;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the comments an import brought along, with their authors' names and times as they were. */
@Component
class ImportedComments implements Follower {

    private static final int LONGEST_NAME = 200;

    private final CommentStore store;
    private final JsonMapper json;

    ImportedComments(CommentStore store, JsonMapper json) {
        this.store = store;
        this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    }

    private record Imported(UUID projectId, List<Said> comments) {
    }

    private record Said(UUID id, UUID taskId, String authorName, Instant at, String body) {
    }

    @Override
    public String name() {
        return "imported-comments";
    }

    @Override
    public String service() {
        return "collaboration";
    }

    @Override
    public Set<String> types() {
        return Set.of("comments.imported");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var imported = json.treeToValue(entry.data(), Imported.class);
        for (var said : imported.comments()) {
            if (!said.body().isBlank()) {
                store.insert(tx, new Comment(said.id(), said.taskId(), imported.projectId(), null,
                        cut(said.authorName().isBlank() ? "Somebody" : said.authorName(), LONGEST_NAME),
                        cut(said.body(), Comment.LONGEST), said.at(), null, 1, true));
            }
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
