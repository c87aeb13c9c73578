package app.atelier.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

class FileTypesTest {

    private static String decide(String declared, String name, String text) {
        return FileTypes.decide(declared, name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void contentDecidesWhereItSpeaks() {
        assertThat(FileTypes.decide("text/html", "x.html", HexFormat.of().parseHex("89504e470d0a1a0a00"))).isEqualTo("image/png");
        assertThat(decide("image/png", "x.png", "%PDF-1.7")).isEqualTo("application/pdf");
        var zip = HexFormat.of().parseHex("504b030400");
        assertThat(FileTypes.decide("text/html", "x.zip", zip)).isEqualTo("application/zip");
        var word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assertThat(FileTypes.decide(word, "x.docx", zip)).isEqualTo(word);
    }

    @Test
    void markupAndScriptsAreText() {
        for (var type : new String[] {"text/html", "image/svg+xml", "text/javascript", "application/xhtml+xml", "nonsense"}) {
            assertThat(decide(type, "x", "<script>alert(1)</script>")).as(type).isEqualTo("text/plain");
        }
        assertThat(decide("text/csv; charset=x", "x", "a;b")).isEqualTo("text/csv");
        assertThat(decide(null, "notes.md", "# Hello")).isEqualTo("text/markdown");
        assertThat(decide("image/png", "x.png", "not a picture")).isEqualTo("text/plain");
    }

    @Test
    void allElseIsBytes() {
        assertThat(FileTypes.decide("image/png", "x.png", new byte[] {0, 1, 2})).isEqualTo("application/octet-stream");
        assertThat(FileTypes.decide("text/plain", "x.txt", new byte[] {(byte) 0xff, 'a'})).isEqualTo("application/octet-stream");
        var cutInACharacter = "é".repeat(400).getBytes(StandardCharsets.UTF_8);
        assertThat(FileTypes.decide(null, "x", java.util.Arrays.copyOf(("a" + new String(cutInACharacter, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8), 512)))
                .isEqualTo("text/plain");
    }
}
