package app.atelier.platform.blob;

import java.net.URI;
import java.util.regex.Pattern;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where blobs are kept when not in the data folder ({@code ATELIER_S3_*}). A setting that is empty counts as absent.
 *
 * @param endpoint  the URL of the S3 service, without the bucket
 * @param bucket    an existing bucket
 * @param region    as requests are signed; {@code us-east-1} where the service has none
 * @param accessKey with {@code secretKey}; without both, what the machine says it is (environment, profile, instance role)
 */
@ConfigurationProperties("atelier.s3")
public record S3Properties(@Nullable String endpoint, @Nullable String bucket, @Nullable String region,
        @Nullable String accessKey, @Nullable String secretKey) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public S3Properties {
        endpoint = present(endpoint);
        bucket = present(bucket);
        region = present(region);
        accessKey = present(accessKey);
        secretKey = present(secretKey);
        if (bucket != null && endpoint == null) {
            throw new Refusal("ATELIER_S3_BUCKET is set and ATELIER_S3_ENDPOINT is not; name the S3 service too, such as"
                    + " https://s3.eu-central-1.amazonaws.com, or remove both to keep files in the data folder.");
        }
        if (endpoint != null && !isUrl(endpoint)) {
            throw new Refusal("ATELIER_S3_ENDPOINT is '" + endpoint + "'; it must be the URL of an S3 service without"
                    + " the bucket, such as https://s3.eu-central-1.amazonaws.com.");
        }
        if (bucket != null && !BUCKET.matcher(bucket).matches()) {
            throw new Refusal("ATELIER_S3_BUCKET is '" + bucket + "'; a bucket's name has 3 to 63 small letters, digits,"
                    + " dots and hyphens.");
        }
        if ((accessKey == null) != (secretKey == null)) {
            throw new Refusal((accessKey == null ? "ATELIER_S3_ACCESS_KEY" : "ATELIER_S3_SECRET_KEY")
                    + " is missing; set both keys, or neither to use the identity of this machine.");
        }
    }

    /** Whether files are kept there. */
    public boolean isSet() {
        return bucket != null;
    }

    /** The same service with another bucket. */
    public S3Properties with(String otherBucket) {
        return new S3Properties(endpoint, otherBucket, region, accessKey, secretKey);
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
                    && url.getQuery() == null && url.getUserInfo() == null && url.getPath().length() <= 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Never the keys. */
    @Override
    public String toString() {
        return endpoint + "/" + bucket;
    }
}
