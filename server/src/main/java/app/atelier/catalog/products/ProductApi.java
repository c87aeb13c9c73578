package app.atelier.catalog.products;

import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.Product;
import app.atelier.catalog.ProductKind;
import app.atelier.catalog.ProductState;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Maybe;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

/** Products over HTTP. */
@RestController
@RequestMapping("/v1/catalog/products")
@Tag(name = "catalog")
class ProductApi {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String SLUG_RULE = "must hold only lower-case letters, digits and single hyphens between them";

    private final Products products;

    ProductApi(Products products) {
        this.products = products;
    }

    record CreateRequest(
            @Nullable UUID id,
            @NotNull(message = "must be goods or service") ProductKind kind,
            @NotBlank(message = "must not be empty") @Size(max = LONGEST_NAME, message = "must have at most 200 characters") String name,
            @Size(max = 60, message = "must have at most 60 characters") @Pattern(regexp = SLUG, message = SLUG_RULE)
            @Nullable String slug,
            @Size(max = LONGEST_DESCRIPTION, message = "must have at most 20000 characters") @Nullable String description,
            @NotNull(message = "must not be empty") @Valid Price price,
            @Nullable ProductState state,
            @Nullable UUID templateId,
            @Min(value = 0, message = "must not be negative") @Max(value = 1_000_000, message = "must be at most 1000000")
            @Nullable Integer onHand) {
    }

    record ReplaceRequest(
            @NotBlank(message = "must not be empty") @Size(max = LONGEST_NAME, message = "must have at most 200 characters") String name,
            @Size(max = 60, message = "must have at most 60 characters") @Pattern(regexp = SLUG, message = SLUG_RULE)
            @Nullable String slug,
            @Size(max = LONGEST_DESCRIPTION, message = "must have at most 20000 characters") @Nullable String description,
            @NotNull(message = "must not be empty") @Valid Price price,
            @NotNull(message = "must be draft, published or archived") ProductState state,
            @Nullable UUID templateId) {
    }

    record PatchRequest(@Nullable Maybe<String> name, @Nullable Maybe<String> slug, @Nullable Maybe<String> description,
            @Nullable Maybe<Price> price, @Nullable Maybe<ProductState> state, @Nullable Maybe<UUID> templateId) {
    }

    record Price(@NotNull(message = "must not be empty") Long amount,
            @NotNull(message = "must not be empty") String currency) {

        Money money() {
            return new Money(amount, currency);
        }
    }

    @Requires(Permission.CATALOG_READ)
    @GetMapping
    @Operation(summary = "Products, by name; q searches names and descriptions")
    Page<Product> page(Caller caller, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return products.page(caller, words(q), state(state), limit, cursor);
    }

    @Requires(Permission.CATALOG_MANAGE)
    @PostMapping
    @Operation(summary = "Create a product")
    ResponseEntity<Product> create(Caller caller, @Valid @RequestBody CreateRequest body) {
        var draft = new Draft(body.kind(), body.name(), body.slug(), body.description() == null ? "" : body.description(),
                body.price().money(), body.state() == null ? ProductState.DRAFT : body.state(), body.templateId());
        var created = products.create(caller, body.id(), draft, body.onHand());
        return tagged(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK, created.product());
    }

    @Requires(Permission.CATALOG_READ)
    @GetMapping("/{id}")
    @Operation(summary = "One product")
    ResponseEntity<Product> read(Caller caller, @PathVariable UUID id) {
        return tagged(HttpStatus.OK, products.read(caller, id));
    }

    @Requires(Permission.CATALOG_MANAGE)
    @PutMapping("/{id}")
    @Operation(summary = "Replace what the seller decides about a product; its kind stays")
    ResponseEntity<Product> replace(Caller caller, @PathVariable UUID id, @Valid @RequestBody ReplaceRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(HttpStatus.OK, products.change(caller, id, known -> new Draft(known.kind(), body.name(),
                body.slug() == null ? known.slug() : body.slug(), body.description() == null ? "" : body.description(),
                body.price().money(), body.state(), body.templateId()), ifMatch));
    }

    @Requires(Permission.CATALOG_MANAGE)
    @PatchMapping("/{id}")
    @Operation(summary = "Change some of a product (merge patch)")
    ResponseEntity<Product> patch(Caller caller, @PathVariable UUID id, @RequestBody PatchRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(HttpStatus.OK, products.change(caller, id, known -> {
            var description = Maybe.or(body.description(), known.description());
            return new Draft(known.kind(), name(Maybe.required("name", body.name(), known.name())),
                    slug(Maybe.required("slug", body.slug(), known.slug() == null ? "" : known.slug())),
                    description(description == null ? "" : description),
                    body.price() == null ? known.price() : price(Maybe.required("price", body.price(), new Price(0L, ""))),
                    Maybe.required("state", body.state(), known.state()), Maybe.or(body.templateId(), known.templateId()));
        }, ifMatch));
    }

    @Requires(Permission.CATALOG_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a product that was never ordered")
    void delete(Caller caller, @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        products.delete(caller, id, ifMatch);
    }

    private static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Problem.Invalid("name", "must have 1 to 200 characters");
        }
        return name;
    }

    private static String slug(String slug) {
        if (slug.length() > 60 || !slug.matches(SLUG)) {
            throw new Problem.Invalid("slug", SLUG_RULE + ", 60 characters at most");
        }
        return slug;
    }

    private static String description(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new Problem.Invalid("description", "must have at most 20000 characters");
        }
        return description;
    }

    @SuppressWarnings("NullAway") // what JSON leaves out is null, whatever the type says
    private static Money price(Price price) {
        if (price.amount() == null || price.currency() == null) {
            throw new Problem.Invalid("price", "must have an amount and a currency");
        }
        return price.money();
    }

    private static @Nullable String words(@Nullable String q) {
        if (q != null && q.length() > 200) {
            throw new Problem.Invalid("q", "must have at most 200 characters");
        }
        return q == null || q.isBlank() ? null : q.strip();
    }

    private static @Nullable ProductState state(@Nullable String word) {
        try {
            return word == null || word.isEmpty() ? null : ProductState.of(word);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("state", "must be draft, published or archived");
        }
    }

    private static ResponseEntity<Product> tagged(HttpStatus status, Product product) {
        return ResponseEntity.status(status).eTag(Versions.etag(product.version())).body(product);
    }
}
