package app.atelier.projects.imports;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An import that runs or ran.
 *
 * @param done    tasks written so far, of {@code total}
 * @param created what there is now; null until it is done
 * @param error   why it failed, and what to do; null unless it did
 */
public record ImportRun(UUID id, State state, ImportFormat format, String projectName, int total, int done,
        @Nullable UUID projectId, ImportPlan.@Nullable Counts created, List<ImportPlan.Notice> notices,
        @Nullable String error) {

    public enum State {
        RUNNING, DONE, FAILED, CANCELLED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
