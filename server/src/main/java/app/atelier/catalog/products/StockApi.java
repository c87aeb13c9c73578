package app.atelier.catalog.products;

import java.util.UUID;

import app.atelier.catalog.Product;
import app.atelier.catalog.stock.Movement;
import app.atelier.catalog.stock.StockRoom;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A product's stock over HTTP. */
@RestController
@RequestMapping("/v1/catalog/products/{id}/stock")
@Tag(name = "catalog")
class StockApi {

    private final StockRoom stock;
    private final Products products;

    StockApi(StockRoom stock, Products products) {
        this.stock = stock;
        this.products = products;
    }

    record AdjustRequest(
            @NotNull(message = "must not be empty") @Min(value = -1_000_000, message = "must be at least -1000000")
            @Max(value = 1_000_000, message = "must be at most 1000000") Integer delta,
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "must have at most 200 characters") String reason) {
    }

    @Requires(Permission.CATALOG_MANAGE)
    @PostMapping
    @Operation(summary = "Say that pieces came or went, and why")
    Product adjust(Caller caller, @PathVariable UUID id, @Valid @RequestBody AdjustRequest body) {
        if (body.delta() == 0) {
            throw new Problem.Invalid("delta", "must not be 0");
        }
        stock.adjust(caller, id, body.delta(), body.reason());
        return products.adjusted(caller, id);
    }

    @Requires(Permission.CATALOG_READ)
    @GetMapping
    @Operation(summary = "The ledger of a product's stock, newest first")
    Page<Movement> movements(Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return stock.movements(caller, id, limit, cursor);
    }
}
