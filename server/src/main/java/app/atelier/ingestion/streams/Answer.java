package app.atelier.ingestion.streams;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What became of a batch, event by event. */
record Answer(int accepted, int duplicates, int rejected, List<Item> items) {

    enum Result {
        ACCEPTED, DUPLICATE, REJECTED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param index  its place in the batch, from 0
     * @param reason why it was rejected, naming the field; null otherwise
     */
    record Item(int index, @Nullable String id, Result result, @Nullable String reason) {
    }

    static Answer of(List<Item> items) {
        return new Answer(count(items, Result.ACCEPTED), count(items, Result.DUPLICATE), count(items, Result.REJECTED), items);
    }

    private static int count(List<Item> items, Result result) {
        return (int) items.stream().filter(i -> i.result() == result).count();
    }
}
