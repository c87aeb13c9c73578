package app.atelier.platform.secrets;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the master key is ({@code ATELIER_SECRETS_*}).
 *
 * @param keyFile holds it, as base64 of 32 bytes; null: the data folder has one of its own, which processes that work
 *                on the same data cannot share
 */
@ConfigurationProperties("atelier.secrets")
public record SecretsProperties(@Nullable Path keyFile) {

    /** @throws app.atelier.platform.Refusal when the file cannot be read or holds no key */
    public byte[] masterKey(Path data) {
        return keyFile == null ? MasterKey.in(data) : MasterKey.of(keyFile);
    }

    /** Whether there is one already. */
    public boolean hasMasterKey(Path data) {
        return keyFile != null || MasterKey.exists(data);
    }
}
