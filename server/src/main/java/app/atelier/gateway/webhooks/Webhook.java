package app.atelier.gateway.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Where an organization wants to be told what happens.
 *
 * @param types          types of journal entries: whole ones, beginnings such as {@code task.*}, or {@code *}
 * @param disabledReason why the house disabled it; null when nobody did, or a person
 * @param failingSince   when the first of the attempts failed since which none succeeded; null when the last succeeded
 */
public record Webhook(UUID id, String url, String description, List<String> types, boolean enabled,
        @Nullable String disabledReason, @Nullable Instant failingSince, @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt, UUID createdBy, Instant createdAt, int version) {

    /** Whether an entry of this type is wanted. */
    boolean wants(String type) {
        return types.stream().anyMatch(wanted -> wanted.equals("*") || wanted.equals(type)
                || wanted.endsWith(".*") && type.startsWith(wanted.substring(0, wanted.length() - 1)));
    }
}
