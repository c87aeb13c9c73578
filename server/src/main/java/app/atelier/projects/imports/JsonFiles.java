package app.atelier.projects.imports;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading JSON that somebody else wrote, with errors a person can act on. */
final class JsonFiles {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonFiles() {
    }

    /** @throws ImportFailed naming line and column when it is no JSON */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ImportFailed(at == null ? "file" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "The file is not complete JSON: " + firstSentence(e.getOriginalMessage())
                            + " Export it again, and do not open and save it in an editor in between.", e);
        }
    }

    /** @throws ImportFailed when the field is missing or no array */
    static JsonNode array(JsonNode node, String field, String kind, String remedy) {
        var value = node.path(field);
        if (!value.isArray()) {
            throw new ImportFailed("$." + field, "This JSON is not a " + kind + ": “" + field + "” is "
                    + (value.isMissingNode() ? "missing" : "not a list") + ". " + remedy);
        }
        return value;
    }

    /** @throws ImportFailed when the field is missing or no text */
    static String text(JsonNode node, String field, String path) {
        var value = node.path(field);
        if (!value.isString()) {
            throw new ImportFailed(path + "." + field, "“" + field + "” is "
                    + (value.isMissingNode() ? "missing" : "not a text") + ". Export the file again; it seems to be cut or edited.");
        }
        return value.asString("");
    }

    private static String firstSentence(String message) {
        var line = message.lines().findFirst().orElse("").strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
