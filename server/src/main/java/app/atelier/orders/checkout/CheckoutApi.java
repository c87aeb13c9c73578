package app.atelier.orders.checkout;

import java.util.List;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.orders.Customer;
import app.atelier.orders.Order;
import app.atelier.orders.OrderState;
import app.atelier.orders.PaymentState;
import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Public;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Checkout over HTTP, and the customer's look at their order. */
@RestController
@RequestMapping("/v1/orders")
@Tag(name = "orders")
class CheckoutApi {

    private final Checkout checkout;

    CheckoutApi(Checkout checkout) {
        this.checkout = checkout;
    }

    record CheckoutRequest(
            @Nullable UUID id,
            @NotBlank(message = "must not be empty") @Size(max = 60, message = "must have at most 60 characters") String shop,
            @NotEmpty(message = "must name at least one product")
            @Size(max = 50, message = "must name at most 50 products") List<@Valid @NotNull(message = "must not be null") ItemRequest> items,
            @NotNull(message = "must not be empty") @Valid CustomerRequest customer,
            @NotBlank(message = "must be one of the providers") @Size(max = 20, message = "must be one of the providers") String payment,
            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable String note) {
    }

    record ItemRequest(
            @NotNull(message = "must not be empty") UUID productId,
            @NotNull(message = "must not be empty") @Min(value = 1, message = "must be at least 1")
            @Max(value = 1_000, message = "must be at most 1000") Integer quantity) {
    }

    record CustomerRequest(
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "must have at most 200 characters") String name,
            @NotBlank(message = "must not be empty") @Email(message = "must be an e-mail address")
            @Size(max = 255, message = "must have at most 255 characters") String email,
            @Size(max = 200, message = "must have at most 200 characters") @Nullable String company) {
    }

    record PaymentAnswer(UUID id, String provider, PaymentState state, @Nullable String url) {
    }

    record PlacedAnswer(UUID orderId, String number, String secret, Money total, OrderState state, PaymentAnswer payment) {
    }

    @Public
    @PostMapping("/checkout")
    @Operation(summary = "Order something; sent again with the same id, it is the same order")
    ResponseEntity<PlacedAnswer> place(@Valid @RequestBody CheckoutRequest body) {
        var cart = new Cart(body.items().stream().map(i -> new Cart.Item(i.productId(), i.quantity())).toList());
        var customer = new Customer(body.customer().name().strip(), Checkout.email(body.customer().email()),
                blankToNull(body.customer().company()));
        var placed = checkout.place(body.id() == null ? Ids.next() : body.id(),
                new Checkout.Request(body.shop(), cart, customer, body.payment(), blankToNull(body.note())));
        var order = placed.order();
        var payment = order.current();
        return ResponseEntity.status(placed.isNew() ? HttpStatus.CREATED : HttpStatus.OK).body(new PlacedAnswer(order.id(),
                order.number(), placed.secret(), order.total(), order.state(),
                new PaymentAnswer(payment.id(), payment.provider(), payment.state(), payment.url())));
    }

    @Public
    @GetMapping("/status/{orderId}")
    @Operation(summary = "An order as its customer may see it")
    Order status(@PathVariable UUID orderId, @RequestParam String secret) {
        if (secret.isEmpty() || secret.length() > 200) {
            throw new Problem.NotFound("order", orderId);
        }
        return checkout.status(orderId, secret);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
