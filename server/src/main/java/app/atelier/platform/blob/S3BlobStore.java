package app.atelier.platform.blob;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Blobs as objects of one bucket of an S3 service, all under one prefix. Works with what every S3-speaking server
 * has: path addressing, Content-MD5, multipart uploads, ranges.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {

    /** The prefix of uploaded files. */
    public static final String FILES = "files/";

    private static final Logger log = LoggerFactory.getLogger(S3BlobStore.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    /** What was begun so long ago was left by a crash. */
    private static final Duration ABANDONED = Duration.ofDays(1);
    /** S3's own limit on signed URLs. */
    private static final Duration LONGEST_LINK = Duration.ofDays(7);

    private final S3Client s3;
    private final S3Presigner presigner;
    private final S3Properties where;
    private final String bucket;
    private final String prefix;

    /**
     * @param where  with a bucket
     * @param prefix what the objects' names begin with, empty or ending with a slash
     */
    public S3BlobStore(S3Properties where, String prefix) {
        this.where = where;
        this.bucket = Objects.requireNonNull(where.bucket(), "ATELIER_S3_BUCKET");
        this.prefix = prefix;
        var endpoint = URI.create(Objects.requireNonNull(where.endpoint(), "ATELIER_S3_ENDPOINT"));
        var region = Region.of(where.region() == null ? "us-east-1" : where.region());
        var addressing = S3Configuration.builder()
                .pathStyleAccessEnabled(!endpoint.getHost().endsWith(".amazonaws.com"))
                .chunkedEncodingEnabled(false).build();
        var credentials = credentials(where);
        this.s3 = S3Client.builder().endpointOverride(endpoint).region(region).credentialsProvider(credentials)
                .serviceConfiguration(addressing)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_WITHIN).socketTimeout(ANSWER_WITHIN))
                .build();
        this.presigner = S3Presigner.builder().endpointOverride(endpoint).region(region).credentialsProvider(credentials)
                .serviceConfiguration(addressing).build();
    }

    private static AwsCredentialsProvider credentials(S3Properties where) {
        return where.accessKey() != null && where.secretKey() != null
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(where.accessKey(), where.secretKey()))
                : DefaultCredentialsProvider.builder().build();
    }

    private String object(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a blob's key: " + key);
        }
        return prefix + key;
    }

    @Override
    public Upload begin(String key) {
        return new S3Upload(s3, bucket, object(key));
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        var object = object(key);
        try {
            var head = s3.headObject(r -> r.bucket(bucket).key(object));
            return new S3Channel(s3, bucket, object, head.contentLength(), head.eTag());
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    @Override
    public boolean delete(String key) throws IOException {
        var object = object(key);
        try {
            s3.headObject(r -> r.bucket(bucket).key(object));
            s3.deleteObject(r -> r.bucket(bucket).key(object));
            return true;
        } catch (SdkException e) {
            var failure = failure(key, e);
            if (failure instanceof NoSuchFileException) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void list(Consumer<Stored> each) throws IOException {
        try {
            for (var object : s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents()) {
                var key = object.key().substring(prefix.length());
                if (KEY.matcher(key).matches()) {
                    each.accept(new Stored(key, object.size(), object.lastModified()));
                }
            }
        } catch (SdkException e) {
            throw failure("", e);
        }
    }

    @Override
    public Optional<URI> signedUrl(String key, Duration valid) {
        var object = object(key);
        if (!valid.isPositive() || valid.compareTo(LONGEST_LINK) > 0) {
            throw new IllegalArgumentException("A signed URL is valid for up to 7 days, not for " + valid);
        }
        var signed = presigner.presignGetObject(p -> p.signatureDuration(valid).getObjectRequest(r -> r.bucket(bucket).key(object)));
        return Optional.of(URI.create(signed.url().toString()));
    }

    @Override
    public void tidy() throws IOException {
        tidy(Instant.now().minus(ABANDONED));
    }

    /** Aborts uploads in parts that were begun before a moment: their parts are invisible and cost money. */
    int tidy(Instant before) throws IOException {
        try {
            var aborted = 0;
            for (var upload : s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix)).uploads()) {
                if (upload.initiated().isBefore(before)) {
                    s3.abortMultipartUpload(r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
                    aborted++;
                }
            }
            if (aborted > 0) {
                log.info("Aborted {} uploads that a crash left in the bucket {}", aborted, bucket);
            }
            return aborted;
        } catch (SdkException e) {
            throw failure("", e);
        }
    }

    @Override
    public String look() throws IOException {
        try {
            s3.headBucket(r -> r.bucket(bucket));
            return "S3, bucket " + bucket + " at " + where.endpoint();
        } catch (S3Exception e) {
            throw new IOException(switch (e.statusCode()) {
                case 401, 403 -> "The S3 service at " + where.endpoint() + " refuses the bucket " + bucket
                        + " with these keys; check ATELIER_S3_ACCESS_KEY, ATELIER_S3_SECRET_KEY and what they may do.";
                case 404 -> "There is no bucket " + bucket + " at " + where.endpoint()
                        + "; make it, or correct ATELIER_S3_BUCKET.";
                case 301 -> "The bucket " + bucket + " is in another region; correct ATELIER_S3_REGION and ATELIER_S3_ENDPOINT.";
                default -> "The S3 service at " + where.endpoint() + " answers " + e.statusCode() + ".";
            }, e);
        } catch (SdkException e) {
            throw new IOException("The S3 service at " + where.endpoint()
                    + " does not answer; check ATELIER_S3_ENDPOINT and whether it runs.", e);
        }
    }

    /** An absent object is told as such; everything else as the store's failure. */
    private IOException failure(String key, SdkException e) {
        if (e instanceof S3Exception s3Failure && s3Failure.statusCode() == 404 && !key.isEmpty()) {
            return (IOException) new NoSuchFileException(key).initCause(e);
        }
        return new IOException("The S3 service at " + where.endpoint() + " failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
