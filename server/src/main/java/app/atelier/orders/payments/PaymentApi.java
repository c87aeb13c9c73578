package app.atelier.orders.payments;

import java.util.Map;
import java.util.UUID;

import app.atelier.orders.Order;
import app.atelier.platform.security.Public;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Payments over HTTP: which there are, the test provider's page, and the door for providers. */
@RestController
@RequestMapping("/v1/orders")
@Tag(name = "orders")
class PaymentApi {

    private static final long LARGEST_EVENT = 64 << 10;

    private final Providers providers;
    private final TestProvider test;
    private final Webhooks webhooks;

    PaymentApi(Providers providers, TestProvider test, Webhooks webhooks) {
        this.providers = providers;
        this.test = test;
        this.webhooks = webhooks;
    }

    /** What the test provider shall do. */
    enum Wish {
        SUCCEED, DECLINE;

        @JsonCreator
        static Wish of(String word) {
            return switch (word) {
                case "succeed" -> SUCCEED;
                case "decline" -> DECLINE;
                default -> throw new IllegalArgumentException("must be succeed or decline");
            };
        }
    }

    record PlayRequest(
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "is not a secret of ours") String secret,
            @NotNull(message = "must be succeed or decline") Wish outcome) {
    }

    @Public
    @GetMapping("/providers")
    @Operation(summary = "The ways to pay, the first offered first")
    Page<String> providers() {
        return Page.all(providers.all());
    }

    @Public
    @PostMapping("/test-payments/{paymentId}")
    @Operation(summary = "Pay, or have the payment declined, with the test provider; answers the order")
    Order play(@PathVariable UUID paymentId, @Valid @RequestBody PlayRequest body) {
        return test.play(paymentId, body.secret(), body.outcome() == Wish.SUCCEED);
    }

    @Public
    @BodyLimit(LARGEST_EVENT)
    @PostMapping("/webhooks/{provider}")
    @Operation(summary = "A signed event of a payment provider")
    Map<String, Webhooks.Outcome> hear(@PathVariable String provider, @RequestHeader(Signatures.HEADER) String signature,
            @RequestBody byte[] body) {
        if (!provider.equals(Providers.TEST) || !providers.isOn(provider)) {
            throw new Problem.NotFound("There is no such payment provider here.");
        }
        return Map.of("outcome", webhooks.hear(provider, signature, body));
    }
}
