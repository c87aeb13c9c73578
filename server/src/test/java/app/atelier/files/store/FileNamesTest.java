package app.atelier.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void namesAreSafeAnywhere() {
        assertThat(FileNames.clean("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.clean("C:\\temp\\plan.pdf")).isEqualTo("plan.pdf");
        assertThat(FileNames.clean("a\u0000b\u202Egpj.exe")).isEqualTo("abgpj.exe");
        assertThat(FileNames.clean("what?*<>.txt")).isEqualTo("what____.txt");
        assertThat(FileNames.clean("..")).isEqualTo("file");
        assertThat(FileNames.clean("   ")).isEqualTo("file");
        assertThat(FileNames.clean("NUL.txt")).isEqualTo("_NUL.txt");
        assertThat(FileNames.clean("Übersicht “2026” 日本.pdf")).isEqualTo("Übersicht “2026” 日本.pdf");
        assertThat(FileNames.clean("x".repeat(300) + ".tar")).hasSize(255).endsWith(".tar");
    }

    @Test
    void downloadsAreNamedForOldAndNewClients() {
        assertThat(FileNames.attachment("Café \"x\".pdf"))
                .isEqualTo("attachment; filename=\"Cafe _x_.pdf\"; filename*=UTF-8''Caf%C3%A9%20%22x%22.pdf");
    }
}
