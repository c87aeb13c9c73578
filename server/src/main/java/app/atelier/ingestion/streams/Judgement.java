package app.atelier.ingestion.streams;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the rules say of one event of a batch; {@code index} is its place there, from 0. */
sealed interface Judgement {

    int index();

    record Fit(int index, String id, String type, Instant at, JsonNode data) implements Judgement {
    }

    /**
     * @param id     as sent where it is readable, cut to 128 characters
     * @param reason names the field and says what it must be
     * @param excerpt how the event began, at most 500 characters
     */
    record Unfit(int index, @Nullable String id, @Nullable String type, String reason, String excerpt) implements Judgement {
    }
}
