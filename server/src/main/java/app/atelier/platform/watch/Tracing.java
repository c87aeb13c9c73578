package app.atelier.platform.watch;

import org.jspecify.annotations.Nullable;

/** Opens spans. Without an exporter they only have identities, for log lines, the journal and other processes. */
public interface Tracing {

    /** What a span is, as OpenTelemetry knows it. */
    enum Kind {
        /** Answers a request. */
        SERVER,
        /** Asks another process. */
        CLIENT,
        /** Works on a journal entry. */
        CONSUMER
    }

    /**
     * Opens a span on this thread, which closes it; what runs in between belongs to it.
     *
     * @param parent null begins a trace
     */
    Span open(Kind kind, String name, @Nullable TraceContext parent);

    /** A span that is open on this thread. */
    abstract class Span implements AutoCloseable {

        private final @Nullable TraceContext outer;

        protected Span(TraceContext context) {
            this.outer = TraceContext.current();
            TraceContext.enter(context);
        }

        /** A better name than the first, once it is known. */
        public void name(String name) {
        }

        /** @param key a name of OpenTelemetry's semantic conventions where there is one */
        public void tag(String key, String value) {
        }

        /** Marks it as failed. */
        public void fail(String reason) {
        }

        @Override
        public void close() {
            TraceContext.enter(outer);
        }
    }
}
