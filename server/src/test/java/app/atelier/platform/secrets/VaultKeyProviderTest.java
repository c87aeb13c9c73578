package app.atelier.platform.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import app.atelier.platform.secrets.KeyProvider.Failed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeyProviderTest extends KeyProviderContract {

    @TempDir
    Path folder;
    private FakeVault vault;

    @BeforeEach
    void open() throws IOException {
        vault = new FakeVault("atelier", "other");
        token(FakeVault.TOKEN);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void token(String token) throws IOException {
        Files.writeString(folder.resolve("token"), token + "\n");
    }

    private KeyProvider provider(String mount, String key) {
        return new VaultKeyProvider(vault.url(), folder.resolve("token"), mount, key, null);
    }

    @Override
    KeyProvider provider() {
        return provider("transit", "atelier");
    }

    @Override
    KeyProvider other() {
        return provider("transit", "other");
    }

    private void says(KeyProvider provider, String... words) {
        assertThatThrownBy(() -> provider.wrap(Aes.newKey(), "a")).isInstanceOf(Failed.class).hasMessageContainingAll(words);
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() throws IOException {
        says(provider("elsewhere", "atelier"), "no transit engine at elsewhere", "ATELIER_SECRETS_VAULT_MOUNT");
        says(provider("transit", "missing"), "encryption key not found", "ATELIER_SECRETS_VAULT_KEY");
        vault.broken = 503;
        says(provider(), "sealed or in standby");
        vault.broken = 0;
        token("s.another");
        says(provider(), "refuses the token", "permission denied");
        Files.delete(folder.resolve("token"));
        says(provider(), "ATELIER_SECRETS_VAULT_TOKEN_FILE", "cannot be read");
        token(FakeVault.TOKEN);
        vault.close();
        says(provider(), "does not answer", "ATELIER_SECRETS_VAULT_URL");
    }
}
