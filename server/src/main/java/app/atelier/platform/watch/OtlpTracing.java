package app.atelier.platform.watch;

import java.util.concurrent.TimeUnit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

/**
 * Exports spans by OTLP over HTTP, in batches and on a thread of its own: a receiver that is slow or away costs
 * spans, never requests.
 */
final class OtlpTracing implements Tracing, AutoCloseable {

    private static final int END_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    OtlpTracing(WatchProperties.Otlp otlp, Instance instance) {
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(otlp.traces().toString()).build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), instance.name(),
                        AttributeKey.stringKey("service.namespace"), "atelier",
                        AttributeKey.stringKey("service.instance.id"), instance.id(),
                        AttributeKey.stringKey("service.version"), instance.version()))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(otlp.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        this.tracer = provider.get("app.atelier");
    }

    @Override
    public Span open(Kind kind, String name, @Nullable TraceContext parent) {
        return new Recorded(tracer.spanBuilder(name).setSpanKind(SpanKind.valueOf(kind.name()))
                .setParent(parent == null ? Context.root() : Context.root().with(io.opentelemetry.api.trace.Span.wrap(remote(parent))))
                .startSpan());
    }

    /** Sends what is left, for at most five seconds. */
    @Override
    public void close() {
        provider.shutdown().join(END_SECONDS, TimeUnit.SECONDS);
    }

    private static SpanContext remote(TraceContext parent) {
        return SpanContext.createFromRemoteParent(parent.traceId(), parent.spanId(),
                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(), TraceState.getDefault());
    }

    private static final class Recorded extends Span {

        private final io.opentelemetry.api.trace.Span span;

        Recorded(io.opentelemetry.api.trace.Span span) {
            var context = span.getSpanContext();
            super(new TraceContext(context.getTraceId(), context.getSpanId(), context.isSampled()));
            this.span = span;
        }

        @Override
        public void name(String name) {
            span.updateName(name);
        }

        @Override
        public void tag(String key, String value) {
            span.setAttribute(key, value);
        }

        @Override
        public void fail(String reason) {
            span.setStatus(StatusCode.ERROR, reason);
        }

        @Override
        public void close() {
            super.close();
            span.end();
        }
    }
}
