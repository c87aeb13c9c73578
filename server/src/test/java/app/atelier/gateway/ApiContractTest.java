package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import io.swagger.v3.oas.annotations.Hidden;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The program against its own OpenAPI document. */
class ApiContractTest {

    /** About the moment, and worth another try with the same key. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 429);
    private final House house = House.all();
    private final JsonNode document = house.stranger().get("/v1/openapi.json").is(200).json();

    /** Left beside the reports for whoever wants to lint or compare it. */
    @Test
    void theDocumentIsThere() throws java.io.IOException {
        var file = java.nio.file.Files.writeString(java.nio.file.Path.of("target", "openapi.json"), document.toPrettyString());
        assertThat(file).isNotEmptyFile();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
    }

    /** Only pages and what processes ask of one another may be hidden; a second form of a route is documented with the first. */
    @Test
    void noRouteIsUndocumented() {
        var missing = new TreeSet<String>();
        var mapping = house.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        mapping.getHandlerMethods().forEach((info, handler) -> {
            for (var pattern : info.getPatternValues()) {
                for (var path : handler.getBeanType().getName().startsWith("app.atelier.") ? spelledOut(pattern) : List.<String>of()) {
                    info.getMethodsCondition().getMethods().stream().map(m -> m.name().toLowerCase(java.util.Locale.ROOT))
                            .filter(method -> !(isHidden(handler) && !path.startsWith("/v1/")))
                            .filter(method -> document.path("paths").path(path).path(method).isMissingNode())
                            .forEach(method -> missing.add(method + " " + path));
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    private static boolean isHidden(HandlerMethod handler) {
        return AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Hidden.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Hidden.class);
    }

    /** A variable with alternatives is as many routes; any other expression is left away. */
    private static List<String> spelledOut(String pattern) {
        var expression = java.util.regex.Pattern.compile("\\{(\\w+):([^{}]+)}").matcher(pattern);
        if (!expression.find()) {
            return List.of(pattern);
        }
        var before = pattern.substring(0, expression.start());
        var after = pattern.substring(expression.end());
        var alternatives = expression.group(2).matches("[\\w|-]+\\|[\\w|-]+") ? Arrays.asList(expression.group(2).split("\\|"))
                : List.of("{" + expression.group(1) + "}");
        var all = new ArrayList<String>();
        alternatives.forEach(each -> all.addAll(spelledOut(before + each + after)));
        return all;
    }

    @Test
    void everyOperationSaysWhatItIsForAndWhatItNeeds() {
        document.get("paths").forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
            assertThat(operation.path("summary").asString("")).as(method + " " + path).isNotBlank();
            assertThat(operation.path("tags").size()).as(method + " " + path).isEqualTo(1);
            assertThat(operation.path("responses").has("4XX")).as(method + " " + path).isTrue();
        }));
        assertThat(document.at("/paths/~1v1~1auth~1login/post/security").isEmpty()).isTrue();
        assertThat(document.at("/paths/~1v1~1users~1me/get/security").isMissingNode()).isTrue();
        assertThat(document.at("/security/0").has("accessToken")).isTrue();
    }

    /**
     * A POST that comes twice with one key acts once and answers the same. Answers that set a cookie are for the one
     * connection they were given to and are not kept.
     */
    @Test
    void everyPostTakesAnIdempotencyKey() {
        var posts = new ArrayList<String>();
        document.get("paths").forEachEntry((path, methods) -> {
            if (methods.has("post")) {
                posts.add(path);
            }
        });
        assertThat(posts).hasSizeGreaterThan(25);
        var replayed = 0;
        var person = house.reauthenticate(house.register());
        for (var path : posts) {
            assertThat(document.path("paths").path(path).path("post").path("parameters").toString()).as(path).contains("IdempotencyKey");
            var key = UUID.randomUUID().toString();
            var address = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            var first = post(person, address, key);
            if (first.status() == 401) {
                // The operation before this one ended the session, or this one asks for more than a token.
                person = house.reauthenticate(house.register());
                first = post(person, address, key);
            }
            if (PASSING.contains(first.status()) || first.header("Set-Cookie") != null) {
                continue;
            }
            assertThat(first.status()).as(path).isLessThan(500);
            var second = post(person, address, key);
            assertThat(second.status()).as(path).isEqualTo(first.status());
            assertThat(second.text()).as(path).isEqualTo(first.text());
            assertThat(second.header("Idempotency-Replayed")).as(path).isEqualTo("true");
            replayed++;
        }
        assertThat(replayed).isGreaterThan(25);
    }

    private static Client.Answer post(Client person, String address, String key) {
        return person.post(address, "{}", "Idempotency-Key", key);
    }
}
