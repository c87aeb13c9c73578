package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import app.atelier.platform.DataLock;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.LocalBlobStore;
import app.atelier.platform.blob.S3BlobStore;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.db.DbProperties;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.KeyProviders;
import app.atelier.platform.secrets.SecretsProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/** An installation as the command line finds it: at work, or stopped and then its database started for a while. */
final class Installation implements AutoCloseable {

    private final Path data;
    private final byte[] masterKey;
    private final KeyProviders providers;
    private final Server server;
    private final BlobStore blobs;
    private final boolean running;
    private final Runnable close;

    private Installation(Path data, byte[] masterKey, KeyProviders providers, Server server, BlobStore blobs, boolean running, Runnable close) {
        this.data = data;
        this.masterKey = masterKey;
        this.providers = providers;
        this.server = server;
        this.blobs = blobs;
        this.running = running;
        this.close = close;
    }

    /** @throws Refusal when there is none, or it cannot be entered */
    static Installation open(Path data, Binder settings) throws IOException {
        var db = settings.bindOrCreate("atelier.db", DbProperties.class);
        var s3 = settings.bindOrCreate("atelier.s3", S3Properties.class);
        if (db.url() == null && !Files.exists(data.resolve("postgres"))) {
            throw new Refusal("There is no Atelier in " + data + "; name its data folder with --data.");
        }
        var secrets = settings.bindOrCreate("atelier.secrets", SecretsProperties.class);
        if (secrets.provider() == SecretsProperties.Provider.FILE && !secrets.hasMasterKey(data)) {
            throw new Refusal("There is no master key in " + data.resolve("secrets") + "; name the data folder that has it with --data.");
        }
        var masterKey = secrets.masterKeyIfAny(data);
        var providers = new KeyProviders(secrets, data);
        var external = external(db);
        if (external != null) {
            return new Installation(data, masterKey, providers, external, store(data, s3), true, () -> { });
        }
        return embedded(data, s3, masterKey, providers);
    }

    static @Nullable Server external(DbProperties db) {
        return db.server();
    }

    private static Installation embedded(Path data, S3Properties s3, byte[] masterKey, KeyProviders providers) throws IOException {
        DataLock lock;
        try {
            lock = DataLock.take(data);
        } catch (Refusal inUse) {
            var server = EmbeddedDatabase.running(data).orElseThrow(() -> inUse);
            return new Installation(data, masterKey, providers, server, store(data, s3), true, () -> { });
        }
        try {
            var database = EmbeddedDatabase.start(data, Map.of());
            return new Installation(data, masterKey, providers, database.server(), store(data, s3), false, () -> {
                database.close();
                lock.close();
            });
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    static BlobStore store(Path data, S3Properties s3) throws IOException {
        return s3.isSet() ? new S3BlobStore(s3, S3BlobStore.FILES) : new LocalBlobStore(data.resolve("files"));
    }

    Path data() {
        return data;
    }

    Server server() {
        return server;
    }

    BlobStore blobs() {
        return blobs;
    }

    /** Who wraps and unwraps the data keys. */
    KeyProviders providers() {
        return providers;
    }

    /** Empty where a key provider elsewhere holds it. */
    byte[] masterKey() {
        return masterKey.clone();
    }

    /** Whether somebody else runs the database, so that a server may be at work on it. */
    boolean running() {
        return running;
    }

    @Override
    public void close() {
        close.run();
    }
}
