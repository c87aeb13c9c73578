package app.atelier.gateway.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Maybe;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks over HTTP. */
@RestController
@RequestMapping("/v1/webhooks")
@Tag(name = "webhooks")
class WebhookApi {

    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhookApi(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    /** A webhook as POST and PUT send it; address and types are needed. */
    record WholeWebhook(@Nullable UUID id, @Nullable String url, @Nullable String description, @Nullable List<String> types,
            @Nullable Boolean enabled) {

        WebhookEdit edit() {
            return new WebhookEdit(url == null ? "" : url, description == null ? "" : description, types == null ? List.of() : types,
                    enabled == null || enabled);
        }
    }

    record WebhookPatch(@Nullable Maybe<String> url, @Nullable Maybe<String> description, @Nullable Maybe<List<String>> types,
            @Nullable Maybe<Boolean> enabled) {

        WebhookEdit on(WebhookEdit old) {
            var text = Maybe.or(description, old.description());
            return new WebhookEdit(Maybe.required("url", url, old.url()), text == null ? "" : text,
                    Maybe.required("types", types, old.types()), Maybe.required("enabled", enabled, old.enabled()));
        }
    }

    /** A webhook with its secret, which is not shown again; null when the webhook was there already. */
    record NewWebhook(UUID id, String url, String description, List<String> types, boolean enabled, @Nullable String disabledReason,
            @Nullable Instant failingSince, @Nullable Instant lastSuccessAt, @Nullable Instant lastFailureAt, UUID createdBy,
            Instant createdAt, int version, @Nullable String secret) {

        static NewWebhook of(Webhooks.Made made) {
            var w = made.webhook();
            return new NewWebhook(w.id(), w.url(), w.description(), w.types(), w.enabled(), w.disabledReason(), w.failingSince(),
                    w.lastSuccessAt(), w.lastFailureAt(), w.createdBy(), w.createdAt(), w.version(), made.secret());
        }
    }

    @GetMapping
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Webhooks of the organization")
    Page<Webhook> all(Caller caller) {
        return Page.all(webhooks.all(caller));
    }

    @PostMapping
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Add a webhook; the answer shows its secret, this once")
    ResponseEntity<NewWebhook> create(Caller caller, @RequestBody WholeWebhook body) {
        var made = webhooks.create(caller, body.id() == null ? Ids.next() : body.id(), body.edit());
        return ResponseEntity.status(made.secret() == null ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Versions.etag(made.webhook().version())).header("Cache-Control", "no-store").body(NewWebhook.of(made));
    }

    @GetMapping("/{id}")
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "One webhook")
    ResponseEntity<Webhook> one(Caller caller, @PathVariable UUID id) {
        return answer(webhooks.one(caller, id));
    }

    @PutMapping("/{id}")
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Replace a webhook; its secret stays")
    ResponseEntity<Webhook> replace(Caller caller, @PathVariable UUID id, @RequestBody WholeWebhook body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        if (body.id() != null && !body.id().equals(id)) {
            throw new Problem.Invalid("id", "must be that of the address, or absent");
        }
        return answer(webhooks.change(caller, id, ifMatch, _ -> body.edit()));
    }

    @PatchMapping("/{id}")
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Change a webhook (JSON merge patch)")
    ResponseEntity<Webhook> change(Caller caller, @PathVariable UUID id, @RequestBody WebhookPatch body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(webhooks.change(caller, id, ifMatch, body::on));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Delete a webhook and its log")
    void delete(Caller caller, @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        webhooks.delete(caller, id, ifMatch);
    }

    @PostMapping("/{id}/rotate-secret")
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Make a new secret, shown this once; the one before signs beside it for a day")
    ResponseEntity<NewWebhook> rotateSecret(Caller caller, @PathVariable UUID id) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(NewWebhook.of(webhooks.rotateSecret(caller, id)));
    }

    @PostMapping("/{id}/ping")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Send a message that says nothing, to try the receiver")
    Delivery ping(Caller caller, @PathVariable UUID id) {
        return deliveries.ping(caller, id);
    }

    @GetMapping("/{id}/deliveries")
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "What was sent in the last 30 days, newest first")
    Page<Delivery> log(Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        return deliveries.log(caller, id, state(state), cursor, Page.limit(limit));
    }

    private static Delivery.@Nullable State state(@Nullable String word) {
        try {
            return word == null ? null : Delivery.State.of(word);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("state", "must be one of queued, delivered, failed");
        }
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Permission.WEBHOOKS_MANAGE)
    @Operation(summary = "Send a message again, with the same id")
    Delivery replay(Caller caller, @PathVariable UUID id, @PathVariable UUID deliveryId) {
        return deliveries.replay(caller, id, deliveryId);
    }

    private static ResponseEntity<Webhook> answer(Webhook webhook) {
        return ResponseEntity.ok().eTag(Versions.etag(webhook.version())).body(webhook);
    }
}
