package app.atelier.platform.watch;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where the running work stands in a trace, as {@code traceparent} tells it (W3C Trace Context, level 1). It belongs
 * to the thread; log lines carry it as {@code traceId} and {@code spanId}. Whoever calls another process sends
 * {@link #header()} along under {@link #HEADER}.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId  16 hexadecimal digits, not all zero
 * @param sampled whether the trace is exported
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final int SAMPLED = 1;
    private static final String TRACE_ID = "traceId";
    private static final String SPAN_ID = "spanId";

    private static final ThreadLocal<@Nullable TraceContext> CURRENT = new ThreadLocal<>();

    /** That of the running work; null outside any. */
    public static @Nullable TraceContext current() {
        return CURRENT.get();
    }

    /** The value of {@link #HEADER} for what the running work calls or writes; null outside any. */
    public static @Nullable String header() {
        var current = CURRENT.get();
        return current == null ? null : current.traceparent();
    }

    /** What a header or a journal entry says; null when it is missing or not as the standard wants it. */
    public static @Nullable TraceContext parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        var parts = FORM.matcher(traceparent);
        if (!parts.matches() || parts.group(1).equals("ff") || parts.group(1).equals("00") && parts.group(5) != null
                || parts.group(2).equals(NO_TRACE) || parts.group(3).equals(NO_SPAN)) {
            return null;
        }
        return new TraceContext(parts.group(2), parts.group(3), (Integer.parseInt(parts.group(4), 16) & SAMPLED) != 0);
    }

    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** A new span in the parent's trace, or in a new trace. */
    static TraceContext below(@Nullable TraceContext parent) {
        var random = ThreadLocalRandom.current();
        var span = hex(random.nextLong() | 1);
        return parent == null
                ? new TraceContext(hex(random.nextLong()) + hex(random.nextLong() | 1), span, false)
                : new TraceContext(parent.traceId, span, parent.sampled);
    }

    /** Makes this the running work's, or nothing. */
    static void enter(@Nullable TraceContext context) {
        if (context == null) {
            CURRENT.remove();
            MDC.remove(TRACE_ID);
            MDC.remove(SPAN_ID);
        } else {
            CURRENT.set(context);
            MDC.put(TRACE_ID, context.traceId);
            MDC.put(SPAN_ID, context.spanId);
        }
    }

    private static String hex(long value) {
        return java.util.HexFormat.of().toHexDigits(value);
    }
}
