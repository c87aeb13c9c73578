package app.atelier.projects.imports;

import org.jspecify.annotations.Nullable;

/** A file that cannot be imported: where it breaks, why, and what to do. Nothing was changed. */
public final class ImportFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String at;

    /**
     * @param at      a JSON path ({@code $.cards[3].due}), {@code line 3, column Due}, or {@code file}
     * @param message the reason and the remedy, in full sentences
     */
    public ImportFailed(String at, String message) {
        this(at, message, null);
    }

    public ImportFailed(String at, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.at = at;
    }

    public String at() {
        return at;
    }
}
