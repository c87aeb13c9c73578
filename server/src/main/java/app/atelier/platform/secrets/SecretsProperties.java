package app.atelier.platform.secrets;

import java.net.URI;
import java.nio.file.Path;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who wraps the data keys ({@code ATELIER_SECRETS_*}).
 *
 * @param provider       who holds the master key
 * @param keyFile        holds it, as base64 of 32 bytes; null: the data folder has one of its own, which processes that
 *                       work on the same data cannot share
 * @param kmsKeyId       id, ARN or alias of a symmetric key of AWS KMS
 * @param kmsRegion      its region
 * @param kmsEndpoint    null: that of the region
 * @param kmsAccessKey   null, like {@code kmsSecretKey}: the machine's identity
 * @param vaultUrl       address of HashiCorp Vault
 * @param vaultTokenFile holds a token that may encrypt and decrypt
 * @param vaultMount     where the transit engine is mounted
 * @param vaultKey       the name of its key
 * @param vaultNamespace of Vault Enterprise
 */
@ConfigurationProperties("atelier.secrets")
public record SecretsProperties(
        @DefaultValue("file") Provider provider,
        @Nullable Path keyFile,
        @Nullable String kmsKeyId,
        @DefaultValue("us-east-1") String kmsRegion,
        @Nullable URI kmsEndpoint,
        @Nullable String kmsAccessKey,
        @Nullable String kmsSecretKey,
        @Nullable URI vaultUrl,
        @Nullable Path vaultTokenFile,
        @DefaultValue("transit") String vaultMount,
        @DefaultValue("atelier") String vaultKey,
        @Nullable String vaultNamespace) {

    /** Who can hold a master key. */
    public enum Provider {
        FILE, AWS_KMS, VAULT
    }

    public SecretsProperties {
        if (provider == Provider.AWS_KMS && kmsKeyId == null) {
            throw new IllegalArgumentException("ATELIER_SECRETS_KMS_KEY_ID is missing; with ATELIER_SECRETS_PROVIDER=aws-kms it names the key");
        }
        if ((kmsAccessKey == null) != (kmsSecretKey == null)) {
            throw new IllegalArgumentException(
                    "ATELIER_SECRETS_KMS_ACCESS_KEY and ATELIER_SECRETS_KMS_SECRET_KEY go together; set both, or neither to use the machine's identity");
        }
        if (provider == Provider.VAULT && (vaultUrl == null || vaultTokenFile == null)) {
            throw new IllegalArgumentException((vaultUrl == null ? "ATELIER_SECRETS_VAULT_URL" : "ATELIER_SECRETS_VAULT_TOKEN_FILE")
                    + " is missing; ATELIER_SECRETS_PROVIDER=vault needs the address of Vault and a file with a token");
        }
        requireHttp("ATELIER_SECRETS_VAULT_URL", vaultUrl);
        requireHttp("ATELIER_SECRETS_KMS_ENDPOINT", kmsEndpoint);
        requireName("ATELIER_SECRETS_VAULT_MOUNT", vaultMount, "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");
        requireName("ATELIER_SECRETS_VAULT_KEY", vaultKey, "[A-Za-z0-9_.-]+");
    }

    private static void requireHttp(String name, @Nullable URI address) {
        if (address != null && (address.getHost() == null || !("https".equals(address.getScheme()) || "http".equals(address.getScheme())))) {
            throw new IllegalArgumentException(name + " is '" + address + "'; it must look like https://vault.example.org:8200");
        }
    }

    private static void requireName(String setting, String name, String pattern) {
        if (!name.matches(pattern)) {
            throw new IllegalArgumentException(setting + " is '" + name + "'; it may hold letters, digits, '.', '-' and '_'");
        }
    }

    /** @throws Refusal when the file cannot be read or holds no key */
    public byte[] masterKey(Path data) {
        return keyFile == null ? MasterKey.in(data) : MasterKey.of(keyFile);
    }

    /** Whether there is one already. */
    public boolean hasMasterKey(Path data) {
        return keyFile != null || MasterKey.exists(data);
    }

    /** The master key where it is ours to keep or there is one from before; empty where somebody else holds it. */
    public byte[] masterKeyIfAny(Path data) {
        return provider == Provider.FILE || hasMasterKey(data) ? masterKey(data) : new byte[0];
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "SecretsProperties[provider=" + provider + ", keyFile=" + keyFile + "]";
    }
}
