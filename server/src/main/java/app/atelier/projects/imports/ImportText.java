package app.atelier.projects.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of a file as text: UTF-8, with or without a byte order mark, or UTF-16 with one. */
final class ImportText {

    private ImportText() {
    }

    static String decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new ImportRefused("line 1", "The file is empty. Export it again.");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            throw new ImportRefused("line 1",
                    "This is a ZIP or Excel file. Unpack it, or save the sheet as CSV (UTF-8), and import that.");
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        var decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        try {
            var result = decoder.decode(in, out, true);
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw new ImportRefused("line " + lineOf(bytes, in.position()),
                    "The text is not UTF-8. Save the file with the encoding UTF-8 and import it again.");
        }
        var text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lineOf(byte[] bytes, int position) {
        var line = 1;
        for (var i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (var i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
