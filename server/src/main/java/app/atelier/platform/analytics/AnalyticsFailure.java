package app.atelier.platform.analytics;

/** The analytical store cannot do what was asked. */
public final class AnalyticsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AnalyticsFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public AnalyticsFailure(String message) {
        super(message);
    }
}
