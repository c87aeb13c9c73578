package app.atelier.files.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Decides what a file is. The content decides where it can be recognised; what was declared counts only where it
 * fits and is harmless. Markup and scripts are kept as plain text, all else as bytes.
 */
final class FileTypes {

    static final String BYTES = "application/octet-stream";
    static final String TEXT = "text/plain";
    /** As much of the content as is looked at. */
    static final int HEAD = 512;

    private record Signature(String type, int at, String hex) {
    }

    private static final String ZIP = "application/zip";
    private static final List<Signature> SIGNATURES = List.of(
            new Signature("image/png", 0, "89504e470d0a1a0a"),
            new Signature("image/jpeg", 0, "ffd8ff"),
            new Signature("image/gif", 0, "47494638"),
            new Signature("image/webp", 8, "57454250"),
            new Signature("image/avif", 4, "6674797061766966"),
            new Signature("application/pdf", 0, "255044462d"),
            new Signature(ZIP, 0, "504b0304"),
            new Signature("application/gzip", 0, "1f8b08"),
            new Signature("video/webm", 0, "1a45dfa3"),
            new Signature("audio/ogg", 0, "4f676753"),
            new Signature("audio/mpeg", 0, "494433"),
            new Signature("audio/wav", 8, "57415645"),
            new Signature("video/mp4", 4, "66747970"));
    /** What is a ZIP inside and something else to people. */
    private static final Set<String> IN_ZIP = Set.of(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation", "application/epub+zip");
    private static final Set<String> TEXTS = Set.of(TEXT, "text/csv", "text/markdown", "application/json", "text/calendar");
    private static final Map<String, String> BY_EXTENSION = Map.of("csv", "text/csv", "md", "text/markdown",
            "json", "application/json", "ics", "text/calendar");

    private FileTypes() {
    }

    /**
     * @param declared the sender's Content-Type
     * @param head     the first {@link #HEAD} bytes, or all when there are fewer
     */
    static String decide(@Nullable String declared, String name, byte[] head) {
        var said = declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (var signature : SIGNATURES) {
            if (fits(signature, head)) {
                return signature.type().equals(ZIP) && IN_ZIP.contains(said) ? said : signature.type();
            }
        }
        if (!isText(head)) {
            return BYTES;
        }
        if (TEXTS.contains(said) && !said.equals(TEXT)) {
            return said;
        }
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, TEXT);
    }

    private static boolean fits(Signature signature, byte[] head) {
        var wanted = java.util.HexFormat.of().parseHex(signature.hex());
        return head.length >= signature.at() + wanted.length && java.util.Arrays.equals(
                head, signature.at(), signature.at() + wanted.length, wanted, 0, wanted.length);
    }

    /** UTF-8 without control characters; a character cut off at the end is forgiven. */
    private static boolean isText(byte[] head) {
        var text = CharBuffer.allocate(HEAD);
        var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head), text, head.length < HEAD);
        return !result.isError() && text.flip().chars().noneMatch(c -> c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f');
    }
}
