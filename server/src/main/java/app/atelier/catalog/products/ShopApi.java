package app.atelier.catalog.products;

import java.util.List;

import app.atelier.catalog.Product;
import app.atelier.catalog.templates.Contents;
import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public shop over HTTP. */
@RestController
@RequestMapping("/v1/catalog/shops/{shop}")
@Tag(name = "catalog")
class ShopApi {

    private final Shops shops;

    ShopApi(Shops shops) {
        this.shops = shops;
    }

    record Front(String shop, String name, List<Product> products) {
    }

    /** @param contents what the project of a service contains; null for goods, and where it is not known */
    record Shelf(String shop, String shopName, Product product, @Nullable Contents contents) {
    }

    @Public
    @GetMapping
    @Operation(summary = "A shop and what it sells")
    Front shop(@PathVariable String shop) {
        var open = shops.open(shop);
        return new Front(open.slug(), open.name(), shops.products(open));
    }

    @Public
    @GetMapping("/products/{slug}")
    @Operation(summary = "One product of a shop")
    Shelf product(@PathVariable String shop, @PathVariable String slug) {
        var open = shops.open(shop);
        var product = shops.product(open, slug);
        return new Shelf(open.slug(), open.name(), product, shops.contents(open, product));
    }
}
