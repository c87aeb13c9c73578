package app.atelier.platform.secrets;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** AWS Key Management Service: a symmetric key that encrypts and decrypts, with the context as encryption context. */
final class AwsKmsKeyProvider implements KeyProvider {

    static final String NAME = "aws-kms";

    private static final String CONTEXT = "atelier";

    private final KmsClient kms;
    private final String keyId;

    /**
     * @param endpoint  null: that of the region
     * @param accessKey null, like {@code secretKey}: the machine's identity
     */
    AwsKmsKeyProvider(String keyId, String region, @Nullable URI endpoint, @Nullable String accessKey, @Nullable String secretKey) {
        this.keyId = keyId;
        var builder = KmsClient.builder().region(Region.of(region)).credentialsProvider(credentials(accessKey, secretKey))
                .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(20)).apiCallAttemptTimeout(Duration.ofSeconds(8)))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(8)));
        this.kms = (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
    }

    private static AwsCredentialsProvider credentials(@Nullable String accessKey, @Nullable String secretKey) {
        return accessKey != null && secretKey != null
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey))
                : DefaultCredentialsProvider.builder().build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] wrap(byte[] key, String context) {
        try {
            return kms.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromByteArray(key)).encryptionContext(Map.of(CONTEXT, context)))
                    .ciphertextBlob().asByteArray();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        try {
            return kms.decrypt(r -> r.keyId(keyId).ciphertextBlob(SdkBytes.fromByteArray(wrapped)).encryptionContext(Map.of(CONTEXT, context)))
                    .plaintext().asByteArray();
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private Failed failed(SdkException e) {
        if (e instanceof KmsException said && said.awsErrorDetails() != null) {
            return new Failed("AWS KMS refuses the key " + keyId + " (" + said.awsErrorDetails().errorCode()
                    + "); check ATELIER_SECRETS_KMS_KEY_ID and ATELIER_SECRETS_KMS_REGION, and that kms:Encrypt and kms:Decrypt are allowed.");
        }
        return new Failed("AWS KMS cannot be asked (" + e.getMessage()
                + "); check the network, ATELIER_SECRETS_KMS_REGION and the machine's identity or ATELIER_SECRETS_KMS_ACCESS_KEY.");
    }
}
