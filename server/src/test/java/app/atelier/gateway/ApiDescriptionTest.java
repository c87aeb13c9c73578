package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import app.atelier.House;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the API says of itself. */
class ApiDescriptionTest {

    @Test
    void whatMayBeNullOrLeftOutSaysSo() {
        var schemas = House.all().stranger().get("/v1/openapi.json").is(200).json().at("/components/schemas");
        assertThat(required(schemas, "Profile")).contains("id", "timeZone", "administrator");
        assertThat(schemas.at("/TaskSummary/properties/dueDate/type").values()).map(JsonNode::asString).contains("string", "null");
        assertThat(required(schemas, "TaskSummary")).contains("dueDate");
        assertThat(schemas.has("MaybeString")).isFalse();
        assertThat(schemas.at("/TaskPatch/properties/title/type").values()).map(JsonNode::asString).contains("string", "null");
        assertThat(required(schemas, "TaskPatch")).isEmpty();
    }

    private static List<String> required(JsonNode schemas, String name) {
        return schemas.path(name).path("required").valueStream().map(JsonNode::asString).toList();
    }
}
