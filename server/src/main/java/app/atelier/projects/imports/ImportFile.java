package app.atelier.projects.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one entry to the parsers: finds out what a file is, and reads it. */
final class ImportFile {

    /** Bytes. */
    static final int MAX_SIZE = 50 * 1024 * 1024;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private ImportFile() {
    }

    /**
     * @param wanted the format somebody chose, or null to find out
     * @param zone   where dates without an offset are meant
     * @throws ImportFailed saying where the file breaks and what to do
     */
    static ImportPlan parse(byte[] bytes, @Nullable ImportFormat wanted, ZoneId zone) {
        var text = decode(bytes);
        var looksLikeJson = text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        if (wanted == ImportFormat.JIRA_CSV || wanted == null && !looksLikeJson) {
            return JiraCsvImport.parse(text, zone);
        }
        var json = JsonFiles.read(text);
        return switch (wanted == null ? detect(json) : wanted) {
            case TRELLO -> TrelloImport.parse(json, zone);
            case JIRA_JSON -> JiraJsonImport.parse(json, zone);
            case JIRA_CSV -> JiraCsvImport.parse(text, zone);
        };
    }

    private static ImportFormat detect(JsonNode json) {
        if (json.isObject() && json.has("lists") && json.has("cards")) {
            return ImportFormat.TRELLO;
        }
        var first = json.isArray() ? json.path(0) : json.path("issues").path(0);
        if (json.has("issues") || json.has("fields") || first.has("fields")) {
            return ImportFormat.JIRA_JSON;
        }
        throw new ImportFailed("$", "This JSON is neither a Trello board (an object with “lists” and “cards”) nor a list of "
                + "Jira issues (each with “key” and “fields”). Choose another file, or name its format.");
    }

    private static String decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ImportFailed("file", "The file is empty. Export it again.");
        }
        if (bytes.length > MAX_SIZE) {
            throw new ImportFailed("file", "The file is larger than 50 MB. Split the export into several files.");
        }
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = decoder.decode(buffer).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            var line = 1;
            for (var i = 0; i < buffer.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new ImportFailed("line " + line, "The text is not in UTF-8 here. Save the file as UTF-8 and send it again.", e);
        }
    }
}
