package app.atelier.notifications.notices;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a notice is about; each but the last can be turned off by itself. */
enum NoticeType {
    ASSIGNED("a task is assigned to you"),
    COMMENTED("somebody comments on a task that is yours"),
    MENTIONED("somebody mentions you"),
    ORDER_PAID("an order is paid"),
    PROJECT_CREATED("an order becomes a project"),
    WEBHOOK_DISABLED("a webhook is disabled"),
    /** Of too much weight to be turned off. */
    ORGANIZATION("the organization is handed over or is to be deleted");

    private final String when;

    NoticeType(String when) {
        this.when = when;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Completes "you are told when …". */
    String when() {
        return when;
    }

    /** @throws IllegalArgumentException for a word that names no type */
    @JsonCreator
    static NoticeType of(String word) {
        for (var type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no type of notice");
    }
}
