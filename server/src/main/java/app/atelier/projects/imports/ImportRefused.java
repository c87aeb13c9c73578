package app.atelier.projects.imports;

/** A file that cannot be imported at all. Nothing was changed. */
public final class ImportRefused extends RuntimeException {

    private final String at;

    /**
     * @param at      a JSON path such as {@code $.cards[3].idList}, or {@code line 3, column Due}
     * @param message what is wrong there and what to do about it
     */
    public ImportRefused(String at, String message) {
        super(message);
        this.at = at;
    }

    public String at() {
        return at;
    }
}
