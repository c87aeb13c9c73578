package app.atelier.projects.imports;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what a file is and reads it. */
public final class ImportReader {

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * @param format   what the person says it is; null to find out
     * @param fileName names the project when the file does not
     * @throws ImportRefused when nothing of it can be imported
     */
    public ImportPlan read(byte[] bytes, @Nullable ImportFormat format, @Nullable String fileName) {
        var text = ImportText.decode(bytes);
        var found = detect(text);
        if (format != null && format != found) {
            throw new ImportRefused("line 1", "This is not %s, but %s. Choose that format, or let Atelier find out."
                    .formatted(format.description(), found.description()));
        }
        var name = projectName(fileName);
        try {
            return switch (found) {
                case TRELLO -> new TrelloImport(json.readValue(text, TrelloBoard.class)).plan();
                case JIRA_JSON -> new JiraJsonImport(json.readTree(text), name).plan();
                case JIRA_CSV -> new JiraCsvImport(CsvTable.parse(text), name).plan();
            };
        } catch (JacksonException e) {
            throw refused(e);
        }
    }

    /** @throws ImportRefused when it is nothing Atelier knows */
    ImportFormat detect(String text) {
        var start = text.stripLeading();
        if (start.isEmpty()) {
            throw new ImportRefused("line 1", "The file is empty. Export it again.");
        }
        if (start.charAt(0) != '{' && start.charAt(0) != '[') {
            if (CsvTable.looksLikeIssues(text)) {
                return ImportFormat.JIRA_CSV;
            }
            throw new ImportRefused("line 1", "The first line has no column Summary. Atelier imports: "
                    + ImportFormat.known() + ".");
        }
        Set<String> names;
        try (var parser = json.createParser(text)) {
            names = topNames(parser);
        } catch (JacksonException e) {
            throw refused(e);
        }
        if (names.contains("cards") && names.contains("lists")) {
            return ImportFormat.TRELLO;
        }
        if (names.contains("issues") || (names.contains("fields") && names.contains("key"))) {
            return ImportFormat.JIRA_JSON;
        }
        throw new ImportRefused("$", "This JSON holds neither a Trello board (lists, cards) nor Jira issues "
                + "(key, fields). Atelier imports: " + ImportFormat.known() + ".");
    }

    /** The names of the outermost object, or of the first object of the outermost array; the whole file is read. */
    private static Set<String> topNames(JsonParser parser) {
        var names = new HashSet<String>();
        var depth = parser.nextToken() == JsonToken.START_ARRAY ? 2 : 1;
        if (depth == 2 && parser.nextToken() != JsonToken.START_OBJECT) {
            return names;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            names.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return names;
    }

    private static ImportRefused refused(JacksonException e) {
        if (e instanceof DatabindException && !e.getPath().isEmpty()) {
            return new ImportRefused(path(e), "The value there is not of the kind this export has. "
                    + "Export the file again, or correct the value.");
        }
        var where = e.getLocation();
        var at = where == null ? "$" : "line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
        return new ImportRefused(at, "The JSON breaks off or is damaged there. Export the file again.");
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder("$");
        for (var step : e.getPath()) {
            if (step.getPropertyName() != null) {
                path.append('.').append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String projectName(@Nullable String fileName) {
        var name = fileName == null ? "" : fileName.replaceAll(".*[/\\\\]", "").replaceAll("\\.[A-Za-z]{1,5}$", "");
        var line = Limits.line(name, Limits.PROJECT_NAME);
        return line.isEmpty() ? "Imported project" : line;
    }
}
