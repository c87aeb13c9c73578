package app.atelier.platform.secrets;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import javax.crypto.SecretKey;

import app.atelier.platform.secrets.KeyProvider.Failed;
import app.atelier.platform.secrets.SecretsProperties.Provider;
import org.jspecify.annotations.Nullable;

/** The providers that the settings give: one wraps; the others still unwrap what they wrapped before. */
public final class KeyProviders {

    private final String configured;
    private final Function<String, KeyProvider> make;
    private final Map<String, KeyProvider> made = new HashMap<>();

    /** @param data the data folder, which has a master key where no file is named */
    public KeyProviders(SecretsProperties properties, Path data) {
        this(switch (properties.provider()) {
            case FILE -> FileKeyProvider.NAME;
            case AWS_KMS -> AwsKmsKeyProvider.NAME;
            case VAULT -> VaultKeyProvider.NAME;
        }, name -> make(name, properties, data));
    }

    /** @param make gives the provider of a name, or fails */
    KeyProviders(String configured, Function<String, KeyProvider> make) {
        this.configured = configured;
        this.make = make;
    }

    /** The one that wraps new data keys. */
    public KeyProvider configured() {
        return named(configured);
    }

    /** @throws Failed when its settings are not there */
    public synchronized KeyProvider named(String name) {
        var known = made.get(name);
        if (known == null) {
            known = make.apply(name);
            made.put(name, known);
        }
        return known;
    }

    /** What sealed before there were data keys; null where no file holds it. */
    @Nullable SecretKey master() {
        try {
            return named(FileKeyProvider.NAME) instanceof FileKeyProvider file ? file.master() : null;
        } catch (Failed e) {
            return null;
        }
    }

    private static KeyProvider make(String name, SecretsProperties properties, Path data) {
        switch (name) {
            case FileKeyProvider.NAME -> {
                if (properties.provider() == Provider.FILE || properties.hasMasterKey(data)) {
                    return new FileKeyProvider(properties.masterKey(data));
                }
                throw missing(name, "ATELIER_SECRETS_KEY_FILE");
            }
            case AwsKmsKeyProvider.NAME -> {
                if (properties.kmsKeyId() != null) {
                    return new AwsKmsKeyProvider(properties.kmsKeyId(), properties.kmsRegion(), properties.kmsEndpoint(),
                            properties.kmsAccessKey(), properties.kmsSecretKey());
                }
                throw missing(name, "ATELIER_SECRETS_KMS_KEY_ID");
            }
            case VaultKeyProvider.NAME -> {
                if (properties.vaultUrl() != null && properties.vaultTokenFile() != null) {
                    return new VaultKeyProvider(properties.vaultUrl(), properties.vaultTokenFile(), properties.vaultMount(),
                            properties.vaultKey(), properties.vaultNamespace());
                }
                throw missing(name, "ATELIER_SECRETS_VAULT_URL and ATELIER_SECRETS_VAULT_TOKEN_FILE");
            }
            default -> throw new Failed("Data keys of this database are wrapped by '" + name + "', which this version does not know.");
        }
    }

    private static Failed missing(String name, String settings) {
        return new Failed("Data keys of this database are wrapped by the provider " + name + ": set " + settings
                + " to what it was, and afterwards run ./atelier secrets rewrap to change the provider.");
    }
}
