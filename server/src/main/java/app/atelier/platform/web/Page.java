package app.atelier.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the next page, opaque to clients; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    /**
     * A page from up to {@code limit + 1} rows: the one too many only says that there is more.
     *
     * @param cursor the sort key of a row, see {@link #cursor}
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Page<>(List.copyOf(items), cursor.apply(items.getLast()));
    }

    /** A list that is complete. */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, null);
    }

    /** The limit asked for, 1 to 100; 50 when none was. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw new Problem.Invalid("limit", "must lie between 1 and " + MAX_LIMIT);
        }
        return asked;
    }

    /** Packs sort keys into an opaque cursor. */
    public static String cursor(Object... keys) {
        var text = String.join("\u0000", java.util.Arrays.stream(keys).map(String::valueOf).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Unpacks what {@link #cursor} packed.
     *
     * @throws Problem.Unreadable when it is not one of ours
     */
    public static List<String> keys(String cursor, int howMany) {
        try {
            var keys = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\u0000", -1);
            if (keys.length == howMany) {
                return List.of(keys);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same answer.
        }
        throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
    }

    /** The id a cursor of one id holds. */
    public static UUID id(String cursor) {
        try {
            return UUID.fromString(keys(cursor, 1).getFirst());
        } catch (IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }
}
