package app.atelier.notifications.notices;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import app.atelier.notifications.notices.Preferences.Ways;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own notices and preferences over HTTP. */
@RestController
@RequestMapping("/v1/notifications")
@Tag(name = "notifications")
class NoticeApi {

    private final Db db;
    private final NoticeStore store;
    private final Preferences preferences;
    private final Journal journal;

    NoticeApi(Db db, NoticeStore store, Preferences preferences, Journal journal) {
        this.db = db;
        this.store = store;
        this.preferences = preferences;
        this.journal = journal;
    }

    @Requires(Permission.SELF)
    @GetMapping
    @Operation(summary = "What the caller was told, newest first")
    Page<Notice> all(Caller caller, @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        var size = Page.limit(limit);
        var after = cursor == null ? null : place(cursor);
        var rows = db.in(caller.organization(), tx -> store.of(tx, caller.person(), unread, after, size + 1));
        return Page.of(rows, size, n -> Page.cursor(n.createdAt(), n.id()));
    }

    private static NoticeStore.Place place(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            return new NoticeStore.Place(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    record Count(int unread) {
    }

    @Requires(Permission.SELF)
    @GetMapping("/count")
    @Operation(summary = "How many notices wait to be read")
    Count count(Caller caller) {
        return new Count(db.in(caller.organization(), tx -> store.unread(tx, caller.person())));
    }

    @Requires(Permission.SELF)
    @PostMapping("/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark a notice as read")
    void read(Caller caller, @PathVariable UUID id) {
        db.in(caller.organization(), tx -> {
            if (!store.exists(tx, caller.person(), id)) {
                throw new Problem.NotFound("notice", id);
            }
            read(tx, caller, id);
            return null;
        });
    }

    @Requires(Permission.SELF)
    @PostMapping("/read-all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Mark all notices as read")
    void readAll(Caller caller) {
        db.in(caller.organization(), tx -> {
            read(tx, caller, null);
            return null;
        });
    }

    private void read(Tx tx, Caller caller, @Nullable UUID id) {
        var ids = store.read(tx, caller.person(), id);
        if (!ids.isEmpty()) {
            journal.record(tx, caller.person(), new NoticeEvents.NoticeRead(caller.person(), ids));
        }
    }

    record WaysView(@NotNull(message = "must be true or false") Boolean inApp,
            @NotNull(message = "must be true or false") Boolean email) {

        static WaysView of(Ways ways) {
            return new WaysView(ways.inApp(), ways.email());
        }

        Ways ways() {
            return new Ways(inApp, email);
        }
    }

    record PreferencesView(
            @Valid @NotNull(message = "must not be empty") WaysView assigned,
            @Valid @NotNull(message = "must not be empty") WaysView commented,
            @Valid @NotNull(message = "must not be empty") WaysView mentioned,
            @Valid @NotNull(message = "must not be empty") @JsonProperty("order_paid") WaysView orderPaid,
            @Valid @NotNull(message = "must not be empty") @JsonProperty("project_created") WaysView projectCreated,
            @Valid @NotNull(message = "must not be empty") @JsonProperty("webhook_disabled") WaysView webhookDisabled) {

        static PreferencesView of(Map<NoticeType, Ways> ways) {
            return new PreferencesView(view(ways, NoticeType.ASSIGNED), view(ways, NoticeType.COMMENTED),
                    view(ways, NoticeType.MENTIONED), view(ways, NoticeType.ORDER_PAID), view(ways, NoticeType.PROJECT_CREATED),
                    view(ways, NoticeType.WEBHOOK_DISABLED));
        }

        private static WaysView view(Map<NoticeType, Ways> ways, NoticeType type) {
            return WaysView.of(ways.getOrDefault(type, Ways.BOTH));
        }

        Map<NoticeType, Ways> ways() {
            return new EnumMap<>(Map.of(NoticeType.ASSIGNED, assigned.ways(), NoticeType.COMMENTED, commented.ways(),
                    NoticeType.MENTIONED, mentioned.ways(), NoticeType.ORDER_PAID, orderPaid.ways(),
                    NoticeType.PROJECT_CREATED, projectCreated.ways(), NoticeType.WEBHOOK_DISABLED, webhookDisabled.ways()));
        }
    }

    @Requires(Permission.SELF)
    @GetMapping("/preferences")
    @Operation(summary = "How the caller is told of what")
    PreferencesView preferences(Caller caller) {
        return PreferencesView.of(db.in(caller.organization(), tx -> preferences.of(tx, caller.person())));
    }

    @Requires(Permission.SELF)
    @PutMapping("/preferences")
    @Operation(summary = "Say how to be told of what")
    PreferencesView prefer(Caller caller, @Valid @RequestBody PreferencesView body) {
        db.in(caller.organization(), tx -> {
            preferences.set(tx, caller.person(), body.ways());
            return null;
        });
        return preferences(caller);
    }
}
