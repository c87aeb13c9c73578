package app.atelier.platform.blob;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object on its way to S3. What fits into one part goes as one request at the commit; more goes in parts, of which
 * one at a time is in memory. At 8 MiB a part and 10,000 parts (S3's limit) an object may have 78 GiB.
 */
final class S3Upload implements BlobStore.Upload {

    static final int PART = 8 << 20;
    private static final Logger log = LoggerFactory.getLogger(S3Upload.class);
    private static final int MOST_PARTS = 10_000;
    private static final int FIRST_BUFFER = 64 * 1024;
    private static final String TYPE = "application/octet-stream";

    private final S3Client s3;
    private final String bucket;
    private final String object;
    private final OutputStream stream = new Parts();
    private final List<CompletedPart> sent = new ArrayList<>();
    private byte[] part = new byte[FIRST_BUFFER];
    private int filled;
    private @Nullable String upload;
    private boolean committed;

    S3Upload(S3Client s3, String bucket, String object) {
        this.s3 = s3;
        this.bucket = bucket;
        this.object = object;
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void commit() throws IOException {
        try {
            if (upload == null) {
                s3.putObject(r -> r.bucket(bucket).key(object).contentMD5(md5()), body());
            } else {
                send();
                s3.completeMultipartUpload(r -> r.bucket(bucket).key(object).uploadId(upload)
                        .multipartUpload(m -> m.parts(sent)));
            }
            committed = true;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        if (upload == null || committed) {
            return;
        }
        try {
            s3.abortMultipartUpload(r -> r.bucket(bucket).key(object).uploadId(upload));
        } catch (SdkException e) {
            // The parts are invisible; tidy() takes them away when the store is back.
            log.debug("The upload of {} could not be aborted", object, e);
        }
    }

    private void send() throws IOException {
        if (filled == 0) {
            return;
        }
        if (sent.size() == MOST_PARTS) {
            throw new IOException("An object in S3 may have " + ((long) PART * MOST_PARTS >> 30) + " GiB at most");
        }
        try {
            if (upload == null) {
                upload = s3.createMultipartUpload(r -> r.bucket(bucket).key(object).contentType(TYPE)).uploadId();
            }
            var number = sent.size() + 1;
            var answer = s3.uploadPart(r -> r.bucket(bucket).key(object).uploadId(upload).partNumber(number).contentMD5(md5()), body());
            sent.add(CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build());
            filled = 0;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    /** Can be read again, for the client's retries. */
    private RequestBody body() {
        var bytes = part;
        var length = filled;
        return RequestBody.fromContentProvider(() -> new java.io.ByteArrayInputStream(bytes, 0, length), length, TYPE);
    }

    private String md5() {
        try {
            var digest = MessageDigest.getInstance("MD5");
            digest.update(part, 0, filled);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    private IOException failure(SdkException e) {
        if (e instanceof AbortedException) {
            return (IOException) new InterruptedIOException("The upload was interrupted").initCause(e);
        }
        return new IOException("The S3 service did not take " + object + ": " + e.getMessage(), e);
    }

    private final class Parts extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            var at = from;
            for (var left = length; left > 0;) {
                if (filled == PART) {
                    send();
                }
                if (filled == part.length) {
                    part = Arrays.copyOf(part, Math.min(PART, part.length * 2));
                }
                var some = Math.min(left, part.length - filled);
                System.arraycopy(bytes, at, part, filled, some);
                filled += some;
                at += some;
                left -= some;
            }
        }
    }
}
