package app.atelier.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that speaks S3: S3Proxy, which keeps objects as files. Its buckets are folders and outlive a restart. Only
 * {@link #ACCESS_KEY} with {@link #SECRET_KEY} may enter; it is asked by path, not by host name.
 */
public final class S3Engine implements Engine {

    public static final String REGION = "us-east-1";
    public static final String ACCESS_KEY = "atelier";
    public static final String SECRET_KEY = "atelier-s3-secret";

    private static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %level %logger{0} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final EngineProcess process;
    private final Path buckets;
    private final int port;

    private S3Engine(EngineProcess process, Path buckets, int port) {
        this.process = process;
        this.buckets = buckets;
        this.port = port;
    }

    /** @param folder where it keeps its objects, settings and log; made when missing */
    public static S3Engine start(Path folder) {
        return start(folder, EngineProcess.freePort());
    }

    /** @param port on loopback */
    public static S3Engine start(Path folder, int port) {
        try {
            var buckets = Files.createDirectories(folder.resolve("buckets"));
            var settings = Files.writeString(folder.resolve("s3proxy.conf"), """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v2-or-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.identity=unused
                    jclouds.credential=unused
                    jclouds.filesystem.basedir=%s
                    """.formatted(port, ACCESS_KEY, SECRET_KEY, buckets.toAbsolutePath()));
            var logback = Files.writeString(folder.resolve("logback.xml"), LOGBACK);
            var command = List.of(EngineFiles.java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-Dlogback.configurationFile=" + logback.toAbsolutePath(),
                    "-cp", EngineFiles.of("s3").resolve("target").resolve("lib") + "/*",
                    "org.gaul.s3proxy.Main", "--properties", settings.toAbsolutePath().toString());
            return new S3Engine(EngineProcess.start(command, folder.resolve("s3proxy.log"), port), buckets, port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare S3Proxy in " + folder, e);
        }
    }

    /** The endpoint: {@code http://127.0.0.1:port}. */
    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Makes a bucket, if there is none of this name, and gives its name back. */
    public String bucket(String name) {
        try {
            Files.createDirectories(buckets.resolve(name));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the bucket " + name, e);
        }
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
