package app.atelier.platform.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import app.atelier.platform.secrets.KeyProvider.Failed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsKmsKeyProviderTest extends KeyProviderContract {

    private FakeKms kms;

    @BeforeEach
    void open() throws IOException {
        kms = new FakeKms("alias/atelier", "alias/other");
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private KeyProvider provider(String key) {
        return new AwsKmsKeyProvider(key, "eu-central-1", kms.url(), "access", "secret");
    }

    @Override
    KeyProvider provider() {
        return provider("alias/atelier");
    }

    @Override
    KeyProvider other() {
        return provider("alias/other");
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertThatThrownBy(() -> provider("alias/missing").wrap(Aes.newKey(), "a")).isInstanceOf(Failed.class)
                .hasMessageContainingAll("alias/missing", "NotFoundException", "ATELIER_SECRETS_KMS_KEY_ID");
        kms.broken = 400;
        assertThatThrownBy(() -> provider().wrap(Aes.newKey(), "a")).isInstanceOf(Failed.class)
                .hasMessageContainingAll("AccessDeniedException", "kms:Encrypt");
        kms.close();
        assertThatThrownBy(() -> provider().wrap(Aes.newKey(), "a")).isInstanceOf(Failed.class).hasMessageContaining("cannot be asked");
    }
}
