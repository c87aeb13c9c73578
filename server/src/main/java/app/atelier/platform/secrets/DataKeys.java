package app.atelier.platform.secrets;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * The keys that seal, unwrapped once and kept in memory. The newest that is not retired seals; all of them open.
 */
public final class DataKeys {

    /**
     * A data key as the database has it.
     *
     * @param retiredAt when the last lasting value was sealed anew with another; null while it may still be in use
     */
    public record Wrapped(UUID id, byte[] wrapped, String provider, Instant createdAt, @Nullable Instant retiredAt) {
    }

    /** Ready for use; with its wrapping, for what travels. */
    record Key(UUID id, SecretKey key, byte[] wrapped, String provider) {
    }

    private final Supplier<List<Wrapped>> rows;
    private final KeyProviders providers;
    private final Map<UUID, Key> keys = new ConcurrentHashMap<>();
    private volatile @Nullable Key current;

    /**
     * @param rows all data keys there are, read when one is needed that is not known yet
     */
    public DataKeys(Supplier<List<Wrapped>> rows, KeyProviders providers) {
        this.rows = rows;
        this.providers = providers;
    }

    /**
     * Looks again which keys there are, and which seals.
     *
     * @throws KeyProvider.Failed when one in use cannot be unwrapped
     */
    public synchronized void refresh() {
        var live = rows.get().stream().filter(row -> row.retiredAt() == null)
                .sorted(Comparator.comparing(Wrapped::createdAt).thenComparing(Wrapped::id)).toList();
        for (var row : live) {
            current = keys.computeIfAbsent(row.id(), _ -> unwrap(row));
        }
    }

    /** What seals from now on. */
    Key current() {
        var key = current;
        if (key == null) {
            refresh();
            key = current;
        }
        if (key == null) {
            throw new IllegalStateException("This database has no data key");
        }
        return key;
    }

    public UUID currentId() {
        return current().id();
    }

    /** Null when there is none of this id. */
    synchronized @Nullable Key key(UUID id) {
        var known = keys.get(id);
        if (known == null) {
            known = rows.get().stream().filter(row -> row.id().equals(id)).findFirst().map(this::unwrap).orElse(null);
            if (known != null) {
                keys.put(id, known);
            }
        }
        return known;
    }

    /** A key that came along with what it sealed, perhaps from another database of the installation. */
    Key brought(UUID id, String provider, byte[] wrapped) {
        return keys.computeIfAbsent(id, _ -> unwrap(new Wrapped(id, wrapped, provider, Instant.EPOCH, null)));
    }

    /** What sealed before there were data keys; null where there is none. */
    @Nullable SecretKey master() {
        return providers.master();
    }

    private Key unwrap(Wrapped row) {
        return new Key(row.id(), Aes.key(providers.named(row.provider()).unwrap(row.wrapped(), context(row.id()))), row.wrapped(), row.provider());
    }

    /** A fresh key, wrapped by the configured provider. */
    public static Wrapped make(UUID id, KeyProviders providers) {
        var provider = providers.configured();
        return new Wrapped(id, provider.wrap(Aes.newKey(), context(id)), provider.name(), Instant.now(), null);
    }

    /** The same key, wrapped anew by the configured provider. */
    public static Wrapped rewrap(Wrapped row, KeyProviders providers) {
        var key = providers.named(row.provider()).unwrap(row.wrapped(), context(row.id()));
        var provider = providers.configured();
        return new Wrapped(row.id(), provider.wrap(key, context(row.id())), provider.name(), row.createdAt(), row.retiredAt());
    }

    private static String context(UUID id) {
        return "platform.data_key/" + id;
    }
}
