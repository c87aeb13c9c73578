package app.atelier.orders.book;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

import app.atelier.orders.Order;
import app.atelier.orders.OrderState;
import app.atelier.orders.PaymentState;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP, as the seller has them. */
@RestController
@RequestMapping("/v1/orders")
@Tag(name = "orders")
class OrderApi {

    private final Orders orders;

    OrderApi(Orders orders) {
        this.orders = orders;
    }

    record PayRequest(
            @NotNull(message = "must be bank_transfer or cash")
            @Pattern(regexp = "bank_transfer|cash", message = "must be bank_transfer or cash") String method,
            @Size(max = 200, message = "must have at most 200 characters") @Nullable String reference) {
    }

    record FulfilRequest(@NotNull(message = "must not be empty") Integer quantity) {
    }

    record CancelRequest(@NotBlank(message = "must say why; the customer reads it")
            @Size(max = 200, message = "must have at most 200 characters") String reason) {
    }

    @Requires(Permission.ORDERS_READ)
    @GetMapping
    @Operation(summary = "Orders, newest first; q searches numbers and customers")
    Page<Order> page(Caller caller, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String payment,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        if (q != null && q.length() > 200) {
            throw new Problem.Invalid("q", "must have at most 200 characters");
        }
        return orders.page(caller, q == null || q.isBlank() ? null : q.strip(), word("state", state, OrderState.class),
                word("payment", payment, PaymentState.class), limit, cursor);
    }

    @Requires(Permission.ORDERS_READ)
    @GetMapping("/{id}")
    @Operation(summary = "One order")
    ResponseEntity<Order> read(Caller caller, @PathVariable UUID id) {
        return tagged(orders.read(caller, id));
    }

    @Requires(Permission.ORDERS_MANAGE)
    @PostMapping("/{id}/payments")
    @Operation(summary = "Say that the money came, by bank transfer or in cash")
    ResponseEntity<Order> pay(Caller caller, @PathVariable UUID id, @Valid @RequestBody PayRequest body) {
        return tagged(orders.pay(caller, id, body.method(), body.reference()));
    }

    @Requires(Permission.ORDERS_MANAGE)
    @PostMapping("/{id}/lines/{lineId}/fulfil")
    @Operation(summary = "Say that some of a line was handed over")
    ResponseEntity<Order> fulfil(Caller caller, @PathVariable UUID id, @PathVariable UUID lineId,
            @Valid @RequestBody FulfilRequest body) {
        return tagged(orders.fulfil(caller, id, lineId, body.quantity()));
    }

    @Requires(Permission.ORDERS_MANAGE)
    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel an order; what was held for it is free, and money for what was not handed over goes back")
    ResponseEntity<Order> cancel(Caller caller, @PathVariable UUID id, @Valid @RequestBody CancelRequest body) {
        return tagged(orders.cancel(caller, id, body.reason()));
    }

    private static <E extends Enum<E>> @Nullable E word(String field, @Nullable String word, Class<E> type) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants()).filter(c -> c.name().toLowerCase(java.util.Locale.ROOT).equals(word))
                .findFirst().orElseThrow(() -> new Problem.Invalid(field, "must be one of " + Arrays
                        .stream(type.getEnumConstants()).map(c -> c.name().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", "))));
    }

    private static ResponseEntity<Order> tagged(Order order) {
        return ResponseEntity.ok().eTag(Versions.etag(order.version())).body(order);
    }
}
