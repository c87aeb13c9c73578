package app.atelier.projects.imports;

import static app.atelier.projects.imports.TrelloImport.instant;
import static app.atelier.projects.imports.TrelloImport.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a Trello board's action log tells: comments, and when a card was made. */
final class TrelloActions {

    /** Trello went public; an id that claims to be older is not a time. */
    private static final Instant BEFORE_TRELLO = Instant.parse("2011-01-01T00:00:00Z");
    private static final Set<String> COMMENTS = Set.of("commentCard", "copyCommentCard");
    private static final Set<String> CREATIONS = Set.of("createCard", "copyCard", "convertToCardFromCheckItem", "emailCard");

    private final Map<String, List<ImportPlan.Comment>> comments = new HashMap<>();
    private final Map<String, Integer> firstPlace = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private final Notices notices;

    TrelloActions(TrelloBoard board, Notices notices) {
        this.notices = notices;
        var actions = list(board.actions());
        var count = 0;
        for (var i = 0; i < actions.size(); i++) {
            var action = actions.get(i);
            var data = action.data();
            if (data == null || action.type() == null) {
                continue;
            }
            var card = data.card() != null && data.card().id() != null ? data.card().id() : data.idCard();
            var at = instant(action.date());
            if (card == null) {
                continue;
            }
            if (CREATIONS.contains(action.type()) && at != null) {
                created.putIfAbsent(card, at);
            } else if (COMMENTS.contains(action.type())) {
                comment(card, i, at, action.memberCreator(), data.text());
                if (++count > Limits.COMMENTS) {
                    throw new ImportRefused("$.actions[%d]".formatted(i), "The board has more than %,d comments. Split the board.".formatted(Limits.COMMENTS));
                }
            }
        }
        comments.values().forEach(c -> c.sort(Comparator.comparing(ImportPlan.Comment::at)));
    }

    private void comment(String card, int index, @Nullable Instant at, TrelloBoard.@Nullable Member author, @Nullable String text) {
        var body = Limits.text(Objects.requireNonNullElse(text, ""), Limits.COMMENT);
        if (at == null || body.isEmpty()) {
            notices.add("$.actions[%d]".formatted(index), "The comment has no text or no time and is left out");
            return;
        }
        firstPlace.putIfAbsent(card, index);
        comments.computeIfAbsent(card, _ -> new ArrayList<>()).add(new ImportPlan.Comment(nameOf(author), at, body));
    }

    static String nameOf(TrelloBoard.@Nullable Member member) {
        var name = member == null ? "" : Objects.requireNonNullElse(member.fullName(), Objects.requireNonNullElse(member.username(), ""));
        var line = Limits.line(name, Limits.PERSON);
        return line.isEmpty() ? "Somebody at Trello" : line;
    }

    List<ImportPlan.Comment> commentsOn(String card) {
        return List.copyOf(comments.getOrDefault(card, List.of()));
    }

    /** From the log, else from the id, whose first eight digits are the second it was made in. */
    @Nullable Instant createdAt(String card, @Nullable Instant lastActivity) {
        var told = created.get(card);
        if (told != null || !card.matches("[0-9a-f]{24}")) {
            return told;
        }
        var fromId = Instant.ofEpochSecond(Long.parseLong(card.substring(0, 8), 16));
        var believable = fromId.isAfter(BEFORE_TRELLO) && lastActivity != null && !fromId.isAfter(lastActivity.plusSeconds(1));
        return believable ? fromId : lastActivity;
    }

    void tellOfOrphans(Set<String> cards) {
        comments.forEach((card, list) -> {
            if (!cards.contains(card)) {
                notices.add("$.actions[%d]".formatted(firstPlace.get(card)),
                        "%d comments belong to a card that is not in the file".formatted(list.size()));
            }
        });
    }
}
