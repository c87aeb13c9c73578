package app.atelier.platform.watch;

import org.jspecify.annotations.Nullable;

/** Gives spans their identities and exports nothing. */
public final class LocalTracing implements Tracing {

    @Override
    public Span open(Kind kind, String name, @Nullable TraceContext parent) {
        return new Span(TraceContext.below(parent)) {
        };
    }
}
