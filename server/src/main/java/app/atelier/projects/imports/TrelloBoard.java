package app.atelier.projects.imports;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A board as Trello exports it; only what is read. Everything may be absent: exports of different years differ.
 */
record TrelloBoard(
        @Nullable String name,
        @Nullable String desc,
        @Nullable String dateLastActivity,
        @Nullable List<Column> lists,
        @Nullable List<Card> cards,
        @Nullable List<Checklist> checklists,
        @Nullable List<Label> labels,
        @Nullable List<Member> members,
        @Nullable List<Action> actions,
        @Nullable List<CustomField> customFields) {

    record Column(@Nullable String id, @Nullable String name, boolean closed, @Nullable BigDecimal pos) {
    }

    record Card(
            @Nullable String id,
            @Nullable String name,
            @Nullable String desc,
            boolean closed,
            @Nullable String idList,
            @Nullable List<String> idLabels,
            @Nullable List<String> idMembers,
            @Nullable List<String> idMembersVoted,
            @Nullable String due,
            boolean dueComplete,
            @Nullable String start,
            @Nullable String dateLastActivity,
            @Nullable BigDecimal pos,
            @Nullable Integer idShort,
            @Nullable Badges badges,
            @Nullable List<Attachment> attachments,
            @Nullable List<JsonNode> customFieldItems,
            @Nullable String locationName,
            @Nullable String cardRole,
            boolean isTemplate) {
    }

    record Badges(int comments) {
    }

    record Attachment(@Nullable String name, @Nullable String url) {
    }

    record Checklist(@Nullable String id, @Nullable String name, @Nullable String idCard, @Nullable BigDecimal pos,
            @Nullable List<CheckItem> checkItems) {
    }

    record CheckItem(@Nullable String name, @Nullable String state, @Nullable BigDecimal pos, @Nullable String due,
            @Nullable String idMember) {
    }

    record Label(@Nullable String id, @Nullable String name, @Nullable String color) {
    }

    record Member(@Nullable String id, @Nullable String fullName, @Nullable String username) {
    }

    record Action(@Nullable String type, @Nullable String date, @Nullable Member memberCreator,
            @Nullable ActionData data) {
    }

    record ActionData(@Nullable String idCard, @Nullable String text, @Nullable CardRef card) {
    }

    record CardRef(@Nullable String id) {
    }

    record CustomField(@Nullable String name) {
    }
}
