package app.atelier.files.store;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The part of a file a request asks for (RFC 9110 §14): one range of bytes; several at once are answered with all,
 * as the RFC allows.
 *
 * @param whole nothing less was asked for
 */
record Range(long from, long length, boolean whole) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Null when there is nothing there to give: 416. */
    static @Nullable Range of(@Nullable String header, long size) {
        var asked = header == null ? null : ONE.matcher(header.strip());
        if (asked == null || !asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return new Range(0, size, true);
        }
        if (asked.group(1).isEmpty()) {
            var last = Math.min(size, Long.parseLong(asked.group(2)));
            return last == 0 ? null : new Range(size - last, last, false);
        }
        var from = Long.parseLong(asked.group(1));
        var to = asked.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(asked.group(2)));
        if (from >= size) {
            return null;
        }
        return to < from ? new Range(0, size, true) : new Range(from, to - from + 1, false);
    }

    String header(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
