package app.atelier.platform.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import app.atelier.engines.S3Engine;

/** The one S3 server of a test run, and how to enter it. */
public final class S3 {

    public static final S3Engine ENGINE = start();

    private S3() {
    }

    private static S3Engine start() {
        try {
            return S3Engine.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "s3"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings for a bucket, which is made. */
    public static S3Properties bucket(String name) {
        return new S3Properties(ENGINE.address(), ENGINE.bucket(name), S3Engine.REGION, S3Engine.ACCESS_KEY, S3Engine.SECRET_KEY);
    }
}
