package app.atelier.platform.analytics;

/** The analytical store cannot do what was asked. */
public sealed class AnalyticsFailure extends RuntimeException permits AnalyticsAway {

    private static final long serialVersionUID = 1L;

    public AnalyticsFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public AnalyticsFailure(String message) {
        super(message);
    }
}
