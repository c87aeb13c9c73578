package app.atelier.engines;

/** An engine that runs, on loopback. */
public interface Engine extends AutoCloseable {

    /** What a client is given: a URL, or {@code host:port}. The same after every restart. */
    String address();

    /** Ends it as a power cut would. */
    void kill();

    /** Starts it again on the same port and folder after {@link #kill}; returns when it answers. */
    void restart();

    /** Lets it finish and ends it. */
    @Override
    void close();
}
