package app.atelier.platform.analytics;

/** The analytical store cannot be reached or used for now: whoever loads waits, whoever asks is told to come again. */
public final class AnalyticsAway extends AnalyticsFailure {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for an administrator: what is wrong, and the remedy */
    public AnalyticsAway(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message one sentence for an administrator: what is wrong, and the remedy */
    public AnalyticsAway(String message) {
        super(message);
    }
}
