package app.atelier.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProductApiTest {

    private static final String PRODUCTS = "/v1/catalog/products";
    private final House house = House.all();
    private final Client seller = house.register();

    private static Map<String, Object> goods(String name) {
        return new HashMap<>(Map.of("kind", "goods", "name", name, "price", Map.of("amount", 1900, "currency", "EUR")));
    }

    private JsonNode make(Map<String, Object> product) {
        return seller.post(PRODUCTS, product).is(201).json();
    }

    private static String path(JsonNode product) {
        return PRODUCTS + "/" + product.get("id").asString();
    }

    @Test
    void aProductIsADraftUntilItIsPublished() {
        var product = make(goods("Notebook Ünique"));
        var shop = "/v1/catalog/shops/" + seller.slug();

        assertThat(product.get("state").asString()).isEqualTo("draft");
        assertThat(product.get("slug").asString()).isEqualTo("notebook-unique");
        assertThat(product.get("url").asString()).isEqualTo("/shop/" + seller.slug() + "/notebook-unique");
        assertThat(house.stranger().get(shop).is(200).json().get("products")).isEmpty();
        house.stranger().get(shop + "/products/notebook-unique").problem(404, "not-found");

        seller.patch(path(product), Map.of("state", "published")).is(200);

        assertThat(house.stranger().get(shop).is(200).json().get("products")).hasSize(1);
        var shown = house.stranger().get(shop + "/products/notebook-unique").is(200).json();
        assertThat(shown.get("shopName").asString()).isEqualTo(seller.profile().get("organizationName").asString());
        assertThat(shown.get("product").get("price").get("amount").asLong()).isEqualTo(1900);
        house.stranger().get("/v1/catalog/shops/nobody-is-here").problem(404, "not-found");
    }

    @Test
    void theShopDoesNotTellHowManyAreHeld() {
        var body = goods("Held");
        body.put("state", "published");
        body.put("onHand", 10);
        var product = make(body);
        house.bean(StockKeeper.class).reserve(seller.organization(), UUID.randomUUID(),
                Map.of(UUID.fromString(product.get("id").asString()), 4));

        var stock = house.stranger().get("/v1/catalog/shops/" + seller.slug() + "/products/held").is(200).json()
                .get("product").get("stock");

        assertThat(stock.get("available").asInt()).isEqualTo(6);
        assertThat(stock.get("onHand").asInt()).isEqualTo(6);
        assertThat(stock.get("reserved").asInt()).isZero();
    }

    @Test
    void everyFieldHasLimitsAndSaysWhich() {
        var body = goods(" ");
        body.put("slug", "Not A Slug");
        body.put("description", "x".repeat(20_001));
        body.put("onHand", -1);
        assertThat(seller.post(PRODUCTS, body).problem(422, "validation-failed"))
                .containsOnlyKeys("name", "slug", "description", "onHand");

        for (var price : List.of(Map.of("amount", -1, "currency", "EUR"), Map.of("amount", 10_000_000_001L, "currency", "EUR"))) {
            var wrong = goods("Wrong");
            wrong.put("price", price);
            assertThat(seller.post(PRODUCTS, wrong).problem(422, "validation-failed")).containsOnlyKeys("price.amount");
        }
        var foreign = goods("Foreign money");
        foreign.put("price", Map.of("amount", 1, "currency", "XQX"));
        assertThat(seller.post(PRODUCTS, foreign).problem(422, "validation-failed")).containsOnlyKeys("price.currency");
        foreign.put("price", Map.of("amount", 1));
        assertThat(seller.post(PRODUCTS, foreign).problem(422, "validation-failed")).containsOnlyKeys("price.currency");
        foreign.put("price", Map.of("amount", 1.5, "currency", "EUR"));
        seller.post(PRODUCTS, foreign).problem(400, "invalid-request");
        foreign.put("price", Map.of("amount", 1, "currency", "EUR"));
        foreign.put("kind", "magic");
        seller.post(PRODUCTS, foreign).problem(400, "invalid-request");
        var service = goods("Service");
        service.put("kind", "service");
        service.put("onHand", 3);
        assertThat(seller.post(PRODUCTS, service).problem(422, "validation-failed")).containsOnlyKeys("onHand");
        service.remove("onHand");
        service.put("templateId", UUID.randomUUID());
        assertThat(seller.post(PRODUCTS, service).problem(422, "validation-failed")).containsOnlyKeys("templateId");
        service.put("organizationId", UUID.randomUUID());
        assertThat(seller.post(PRODUCTS, service).problem(400, "invalid-request")).containsOnlyKeys("organizationId");
        seller.get(PRODUCTS + "?state=lost").problem(422, "validation-failed");
    }

    @Test
    void anIdMakesOneProduct() {
        var body = goods("Once");
        body.put("id", UUID.randomUUID());
        seller.post(PRODUCTS, body).is(201);
        seller.post(PRODUCTS, body).is(200);
        body.put("name", "Twice");
        assertThat(seller.post(PRODUCTS, body).problem(409, "conflict")).containsOnlyKeys("id");
    }

    @Test
    void aSlugBelongsToOneProduct() {
        assertThat(make(goods("Same name")).get("slug").asString()).isEqualTo("same-name");
        var second = make(goods("Same name"));
        assertThat(second.get("slug").asString()).isEqualTo("same-name-2");
        assertThat(seller.patch(path(second), Map.of("slug", "same-name")).problem(409, "conflict")).containsOnlyKeys("slug");
    }

    @Test
    void changesAreMergedReplacedAndNotLost() {
        var product = make(goods("Changing"));
        var patched = seller.patch(path(product), Map.of("price", Map.of("amount", 5, "currency", "USD")), "If-Match", "\"1\"").is(200);
        assertThat(patched.header("ETag")).isEqualTo("\"2\"");
        assertThat(patched.json().get("name").asString()).isEqualTo("Changing");
        assertThat(patched.json().get("price").get("currency").asString()).isEqualTo("USD");

        seller.patch(path(product), Map.of("name", "Late"), "If-Match", "\"1\"").problem(412, "lost-update");
        assertThat(seller.patch(path(product), "{\"name\":null}").problem(422, "validation-failed")).containsOnlyKeys("name");
        assertThat(seller.patch(path(product), Map.of("templateId", UUID.randomUUID())).problem(422, "validation-failed"))
                .containsOnlyKeys("templateId");
        var replaced = seller.put(path(product), Map.of("name", "Replaced", "price", Map.of("amount", 6, "currency", "EUR"),
                "state", "archived")).is(200).json();
        assertThat(replaced.get("description").asString()).isEmpty();
        assertThat(replaced.get("state").asString()).isEqualTo("archived");
        assertThat(seller.patch(path(product), Map.of("name", "Replaced")).is(200).header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void productsAreSearchedAndListedByName() {
        for (var name : List.of("Beta 100%", "alpha", "Gamma")) {
            make(goods(name));
        }
        var first = seller.get(PRODUCTS + "?limit=2").is(200).json();
        assertThat(first.get("items")).extracting(p -> p.get("name").asString()).containsExactly("alpha", "Beta 100%");
        var second = seller.get(PRODUCTS + "?limit=2&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(second.get("items")).extracting(p -> p.get("name").asString()).containsExactly("Gamma");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(seller.get(PRODUCTS + "?q=ALPH").is(200).json().get("items")).hasSize(1);
        assertThat(seller.get(PRODUCTS + "?q=%25").is(200).json().get("items")).hasSize(1);
        assertThat(seller.get(PRODUCTS + "?state=published").is(200).json().get("items")).isEmpty();
        seller.get(PRODUCTS + "?cursor=nonsense").problem(400, "invalid-request");
    }

    @Test
    void guestsAndStrangersSeeNothingOfIt() {
        var product = make(goods("Private"));
        var guest = house.member(seller, Role.GUEST);
        var member = house.member(seller, Role.MEMBER);
        var other = house.register();

        guest.get(PRODUCTS).problem(403, "forbidden");
        guest.get(path(product)).problem(403, "forbidden");
        guest.post(PRODUCTS, goods("No")).problem(403, "forbidden");
        guest.post(path(product) + "/stock", Map.of("delta", 1, "reason", "no")).problem(403, "forbidden");
        member.get(path(product)).is(200);
        member.patch(path(product), Map.of("name", "By a member")).is(200);
        other.get(path(product)).problem(404, "not-found");
        other.patch(path(product), Map.of("name", "Mine")).problem(404, "not-found");
        other.delete(path(product)).problem(404, "not-found");
        other.post(path(product) + "/stock", Map.of("delta", 1, "reason", "mine")).problem(404, "not-found");
        other.get(path(product) + "/stock").problem(404, "not-found");
        house.stranger().get(PRODUCTS).problem(401, "unauthenticated");
    }

    @Test
    void onlyWhatWasNeverOrderedIsDeleted() {
        var body = goods("Ordered");
        body.put("onHand", 1);
        var product = make(body);
        house.bean(StockKeeper.class).reserve(seller.organization(), UUID.randomUUID(),
                Map.of(UUID.fromString(product.get("id").asString()), 1));
        seller.delete(path(product)).problem(409, "conflict");

        var unused = make(body);
        seller.delete(path(unused)).is(204);
        seller.get(path(unused)).problem(404, "not-found");
    }

    /** As projects tells it. */
    private record TemplatePublished(UUID templateId, int version, String name, String origin, int tasks, int durationDays,
            List<Map<String, String>> outline) implements Event {
        @Override
        public Envelope envelope() {
            return new Envelope("template.published", "template", templateId, Audience.ORGANIZATION);
        }
    }

    @Test
    void aServiceCarriesItsTemplatesNewestVersion() {
        var template = UUID.randomUUID();
        publish(template, 2);
        publish(template, 1);
        var body = goods("Designing");
        body.put("kind", "service");
        body.put("templateId", template);

        var answer = Await.until(() -> seller.post(PRODUCTS, body), a -> a.status() == 201).json();
        assertThat(answer.get("templateName").asString()).isEqualTo("Twelve weeks");
        assertThat(answer.get("stock").isNull()).isTrue();

        publish(template, 3);
        Await.until(() -> seller.get(path(answer)).is(200).json().get("templateVersion").asInt(), v -> v == 3);

        seller.patch(path(answer), Map.of("state", "published")).is(200);
        var contents = house.stranger().get("/v1/catalog/shops/" + seller.slug() + "/products/" + answer.get("slug").asString())
                .is(200).json().get("contents");
        assertThat(contents.get("durationDays").asInt()).isEqualTo(84);
        assertThat(contents.get("tasks").asInt()).isEqualTo(48);
        assertThat(contents.get("milestones")).hasSize(2);
        assertThat(contents.get("milestones").get(0).get("name").asString()).isEqualTo("Foundations 3");
        assertThat(contents.get("milestones").get(1).get("description").isNull()).isTrue();
    }

    private void publish(UUID template, int version) {
        house.bean(Db.class).in(seller.organization(), tx -> {
            house.bean(Journal.class).record(tx, null, new TemplatePublished(template, version, "Twelve weeks", "own", 48, 84,
                    List.of(Map.of("name", "Foundations " + version, "description", "What it rests on"), Map.of("name", "Patterns"))));
            return null;
        });
    }
}
