package app.atelier.projects.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import app.atelier.projects.imports.TrelloBoard.Card;
import app.atelier.projects.imports.TrelloBoard.Checklist;
import app.atelier.projects.imports.TrelloBoard.Column;
import org.jspecify.annotations.Nullable;

/**
 * A Trello board: lists become statuses, cards tasks, checklists one checklist with headings. Archived cards, and
 * cards of archived lists, go to a status of their own, so that nothing is lost and the board stays as it was.
 */
final class TrelloImport {

    private static final String ARCHIVED = "archived";
    /** Trello leaves older actions out of an export. */
    private static final int ACTIONS_EXPORTED = 1_000;

    private final TrelloBoard board;
    private final Notices notices = new Notices();
    private final Map<String, Column> openLists = new HashMap<>();
    private final Set<String> archivedLists = new HashSet<>();
    private final Set<String> labelIds = new HashSet<>();
    private final Set<String> memberIds = new HashSet<>();
    private final TrelloActions actions;
    private final Map<String, List<Checklist>> checklists = new HashMap<>();
    private boolean anyArchived;

    TrelloImport(TrelloBoard board) {
        this.board = board;
        this.actions = new TrelloActions(board, notices);
    }

    ImportPlan plan() {
        var cards = list(board.cards());
        if (cards.size() > Limits.TASKS) {
            throw new ImportRefused("$.cards", "The board has %,d cards; one import takes at most %,d. Split the board."
                    .formatted(cards.size(), Limits.TASKS));
        }
        sortLists();
        var labels = labels();
        var people = people();
        groupChecklists();
        var tasks = tasks(cards);
        var statuses = statuses();
        tellOfTheBoard();
        var name = Limits.line(Objects.requireNonNullElse(board.name(), ""), Limits.PROJECT_NAME);
        return new ImportPlan(ImportFormat.TRELLO, name.isEmpty() ? "Trello board" : name,
                Limits.text(Objects.requireNonNullElse(board.desc(), ""), 10_000), null, statuses, labels, List.of(),
                people, tasks, notices.list());
    }

    private void sortLists() {
        var lists = list(board.lists());
        for (var i = 0; i < lists.size(); i++) {
            var list = lists.get(i);
            if (list.id() == null) {
                throw new ImportRefused("$.lists[%d].id".formatted(i), "The list has no id. Export the board again.");
            }
            if (list.closed()) {
                archivedLists.add(list.id());
                notices.add("$.lists[%d]".formatted(i),
                        "The list \"%s\" is archived; its cards go to the status Archived".formatted(list.name()));
            } else {
                openLists.put(list.id(), list);
            }
        }
        if (openLists.size() > Limits.STATUSES) {
            throw new ImportRefused("$.lists", "The board has %d open lists; a project has at most %d statuses. "
                    .formatted(openLists.size(), Limits.STATUSES) + "Archive some lists and export again.");
        }
    }

    private List<ImportPlan.Status> statuses() {
        var statuses = new ArrayList<>(openLists.values().stream()
                .sorted(Comparator.comparing(l -> orZero(l.pos())))
                .map(l -> status(Objects.requireNonNull(l.id()), l.name()))
                .toList());
        if (anyArchived) {
            statuses.add(new ImportPlan.Status(ARCHIVED, "Archived", "done"));
        }
        if (statuses.isEmpty()) {
            throw new ImportRefused("$.lists", "The board has no lists. There is nothing to import.");
        }
        return statuses;
    }

    private static ImportPlan.Status status(String id, @Nullable String name) {
        var line = Limits.line(Objects.requireNonNullElse(name, ""), Limits.STATUS_NAME);
        return new ImportPlan.Status(id, line.isEmpty() ? "(no name)" : line, StatusGuess.category(line));
    }

    private List<ImportPlan.Label> labels() {
        var labels = new ArrayList<ImportPlan.Label>();
        for (var label : list(board.labels())) {
            if (label.id() != null && labelIds.add(label.id())) {
                labels.add(TrelloLabels.label(label.id(), label.name(), label.color()));
            }
        }
        if (labels.size() > Limits.LABELS) {
            throw new ImportRefused("$.labels", "The board has %,d labels; a project has at most %,d. Merge some."
                    .formatted(labels.size(), Limits.LABELS));
        }
        return labels;
    }

    private List<ImportPlan.Person> people() {
        var people = new ArrayList<ImportPlan.Person>();
        for (var member : list(board.members())) {
            if (member.id() != null && memberIds.add(member.id())) {
                people.add(new ImportPlan.Person(member.id(), TrelloActions.nameOf(member), member.username(), null));
            }
        }
        return people;
    }

    private void groupChecklists() {
        var all = list(board.checklists());
        var cardIds = new HashSet<>(list(board.cards()).stream().map(Card::id).toList());
        for (var i = 0; i < all.size(); i++) {
            var card = all.get(i).idCard();
            if (card == null || !cardIds.contains(card)) {
                notices.add("$.checklists[%d].idCard".formatted(i), "The checklist belongs to a card that is not in the file");
            } else {
                checklists.computeIfAbsent(card, _ -> new ArrayList<>()).add(all.get(i));
            }
        }
    }

    private List<ImportPlan.Task> tasks(List<Card> cards) {
        record Placed(BigDecimal list, BigDecimal card, ImportPlan.Task task) {
        }
        var placed = new ArrayList<Placed>();
        var seen = new HashSet<String>();
        for (var i = 0; i < cards.size(); i++) {
            var card = cards.get(i);
            var at = "$.cards[%d]".formatted(i);
            if (card.id() == null || !seen.add(card.id())) {
                throw new ImportRefused(at + ".id", "The card has no id, or the id of an earlier card. Export the board again.");
            }
            var list = openLists.get(card.idList());
            placed.add(new Placed(list == null ? BigDecimal.ZERO : orZero(list.pos()), orZero(card.pos()), task(card, card.id(), at)));
        }
        actions.tellOfOrphans(seen);
        placed.sort(Comparator.comparing(Placed::list).thenComparing(Placed::card));
        return placed.stream().map(Placed::task).toList();
    }

    private ImportPlan.Task task(Card card, String id, String at) {
        var status = statusOf(card, at);
        var fullName = Objects.requireNonNullElse(card.name(), "").strip();
        var title = Limits.line(fullName, Limits.TITLE);
        var description = new StringBuilder(Objects.requireNonNullElse(card.desc(), ""));
        if (title.length() < fullName.length() && title.endsWith("…")) {
            description.insert(0, fullName + "\n\n");
            notices.add(at + ".name", "The name is longer than %d characters; all of it stands in the description".formatted(Limits.TITLE));
        }
        var attachments = attachments(card, at, description);
        if (description.length() > Limits.DESCRIPTION) {
            notices.add(at + ".desc", "The description is longer than %,d characters and is cut".formatted(Limits.DESCRIPTION));
        }
        var done = isDone(status);
        tellOfLosses(card, at, done);
        var comments = actions.commentsOn(id);
        if (card.badges() != null && card.badges().comments() > comments.size()) {
            notices.add(at + ".badges.comments", "Trello counts %d comments, the file holds %d of them"
                    .formatted(card.badges().comments(), comments.size()));
        }
        var last = instant(card.dateLastActivity());
        var created = actions.createdAt(id, last);
        return new ImportPlan.Task(id, card.idShort() != null && card.idShort() > 0 ? card.idShort() : null, null,
                title.isEmpty() ? "(no name)" : title, Limits.text(description.toString(), Limits.DESCRIPTION), status,
                "none", list(card.idLabels()).stream().filter(labelIds::contains).distinct().toList(),
                list(card.idMembers()).stream().filter(memberIds::contains).distinct().toList(),
                day(card.start(), at + ".start"), day(card.due(), at + ".due"), null, null, null,
                checklist(id, at), comments, attachments, created, done ? (last != null ? last : created) : null);
    }

    private String statusOf(Card card, String at) {
        if (card.idList() == null || (!openLists.containsKey(card.idList()) && !archivedLists.contains(card.idList()))) {
            throw new ImportRefused(at + ".idList", "The card stands in a list that is not in the file. Export the board again.");
        }
        if (card.closed() || archivedLists.contains(card.idList())) {
            anyArchived = true;
            if (card.closed()) {
                notices.add(at + ".closed", "The card is archived; it goes to the status Archived");
            }
            return ARCHIVED;
        }
        return card.idList();
    }

    private boolean isDone(String status) {
        var list = openLists.get(status);
        return list == null || "done".equals(StatusGuess.category(Objects.requireNonNullElse(list.name(), "")));
    }

    private int attachments(Card card, String at, StringBuilder description) {
        var links = new Links();
        for (var attachment : list(card.attachments())) {
            links.add(attachment.name(), attachment.url());
        }
        if (links.count() > 0) {
            notices.add(at + ".attachments", "Attachments are kept as links in the description; the files stay at Trello");
        }
        description.append(links.markdown());
        return links.count();
    }

    private List<ImportPlan.CheckItem> checklist(String card, String at) {
        var result = new ArrayList<ImportPlan.CheckItem>();
        checklists.getOrDefault(card, List.of()).stream().sorted(Comparator.comparing(c -> orZero(c.pos()))).forEach(c -> {
            result.add(new ImportPlan.CheckItem(itemText(c.name()), false, true));
            list(c.checkItems()).stream().sorted(Comparator.comparing(i -> orZero(i.pos()))).forEach(i -> {
                if (i.due() != null || i.idMember() != null) {
                    notices.add(at, "Dates and people of single checklist items are not imported");
                }
                result.add(new ImportPlan.CheckItem(itemText(i.name()), "complete".equals(i.state()), false));
            });
        });
        if (result.size() > Limits.CHECKLIST) {
            notices.add(at + ".idChecklists", "Only the first %d lines of the checklists are imported".formatted(Limits.CHECKLIST));
            return List.copyOf(result.subList(0, Limits.CHECKLIST));
        }
        return result;
    }

    private static String itemText(@Nullable String name) {
        var line = Limits.line(Objects.requireNonNullElse(name, ""), Limits.CHECK_ITEM);
        return line.isEmpty() ? "(no name)" : line;
    }

    private void tellOfLosses(Card card, String at, boolean done) {
        if (card.dueComplete() && !done) {
            notices.add(at + ".dueComplete", "The card is marked complete but its list is not; it is imported as open");
        }
        if (!list(card.customFieldItems()).isEmpty()) {
            notices.add(at + ".customFieldItems", "Custom fields are not imported");
        }
        if (!list(card.idMembersVoted()).isEmpty()) {
            notices.add(at + ".idMembersVoted", "Votes are not imported");
        }
        if (card.locationName() != null && !card.locationName().isEmpty()) {
            notices.add(at + ".locationName", "Places are not imported");
        }
        if (card.cardRole() != null) {
            notices.add(at + ".cardRole", "The card is a %s; it is imported as an ordinary task".formatted(Limits.line(card.cardRole(), 30)));
        }
        if (card.isTemplate()) {
            notices.add(at + ".isTemplate", "The card is a template; it is imported as an ordinary task");
        }
    }

    private void tellOfTheBoard() {
        if (list(board.actions()).size() >= ACTIONS_EXPORTED) {
            notices.add("$.actions", "Trello exports only the newest %,d actions; older comments may be missing".formatted(ACTIONS_EXPORTED));
        }
        for (var i = 0; i < list(board.customFields()).size(); i++) {
            notices.add("$.customFields[%d]".formatted(i), "Custom fields are not imported");
        }
    }

    private @Nullable LocalDate day(@Nullable String value, String at) {
        var instant = instant(value);
        if (value != null && !value.isEmpty() && instant == null) {
            notices.add(at, "The date cannot be read and is left out");
        }
        return instant == null ? null : instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    static @Nullable Instant instant(@Nullable String value) {
        try {
            return value == null || value.isEmpty() ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static BigDecimal orZero(@Nullable BigDecimal pos) {
        return pos == null ? BigDecimal.ZERO : pos;
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
