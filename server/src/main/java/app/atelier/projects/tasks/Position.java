package app.atelier.projects.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Fractional index: a place in an order that leaves room on both sides. A position is read as the digits of a fraction
 * in base 62 ({@code 0-9A-Za-z}, which compare bytewise as they count), so between any two there is a third. The last
 * digit is never {@code 0}: otherwise {@code V} and {@code V0} would be equal and nothing would fit between them.
 */
public final class Position {

    /** Longest position accepted; 64 digits take some 380 halvings of the same gap. */
    public static final int MAX_LENGTH = 64;

    /** What a refused position is told. */
    public static final String RULE_TEXT = "must be 1 to 64 of 0-9, A-Z, a-z, not ending in 0";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = DIGITS.length();
    private static final Pattern VALID = Pattern.compile("[0-9A-Za-z]{0,63}[1-9A-Za-z]");

    private Position() {
    }

    public static boolean isValid(String position) {
        return VALID.matcher(position).matches();
    }

    /**
     * A position strictly between two others, as short as possible.
     *
     * @param after  the lower neighbour, or null for the start
     * @param before the upper neighbour, or null for the end
     * @throws IllegalArgumentException when {@code after} is not below {@code before}
     */
    public static String between(@Nullable String after, @Nullable String before) {
        var low = after == null ? "" : after;
        if (before != null && low.compareTo(before) >= 0) {
            throw new IllegalArgumentException(low + " is not below " + before);
        }
        return midpoint(low, before);
    }

    /**
     * A position at the end. It counts up in a block of digits that gets one wider with each leading {@code z} already
     * used up, so that a hundred thousand appended in a row need no more than five digits.
     *
     * @param last the last position so far, or null when there is none
     * @return a position above {@code last}; {@code last} itself when there is none within the length, where ids decide
     */
    public static String after(@Nullable String last) {
        if (last == null) {
            return "V";
        }
        var used = 0;
        while (used < last.length() && last.charAt(used) == 'z') {
            used++;
        }
        var block = new StringBuilder(last.substring(used, Math.min(last.length(), used + used + 2)));
        block.repeat('0', used + 2 - block.length());
        // The first digit of the block is no z, so the carry ends within it.
        var at = block.length() - 1;
        while (block.charAt(at) == 'z') {
            block.setCharAt(at--, '0');
        }
        block.setCharAt(at, DIGITS.charAt(DIGITS.indexOf(block.charAt(at)) + 1));
        block.setLength(at + 1);
        var next = last.substring(0, used) + block;
        return next.length() <= MAX_LENGTH ? next : last;
    }

    /** Evenly spread positions for {@code count} things at once, all of the same length. */
    public static List<String> spread(int count) {
        var width = 1;
        var room = (long) BASE;
        while (room <= 4L * (count + 1)) {
            room *= BASE;
            width++;
        }
        var step = room / (count + 1);
        var positions = new ArrayList<String>(count);
        for (var i = 1; i <= count; i++) {
            var value = step * i;
            // A trailing zero would break the rule above; the next value is free, since the step is at least 4.
            positions.add(digits(value % BASE == 0 ? value + 1 : value, width));
        }
        return positions;
    }

    private static String digits(long value, int width) {
        var out = new char[width];
        var rest = value;
        for (var i = width - 1; i >= 0; i--) {
            out[i] = DIGITS.charAt((int) (rest % BASE));
            rest /= BASE;
        }
        return new String(out);
    }

    /** After D. Greenspan, "Implementing Fractional Indexing" (2020). */
    private static String midpoint(String low, @Nullable String high) {
        if (high != null) {
            var same = 0;
            while (same < high.length() && digit(low, same) == DIGITS.indexOf(high.charAt(same))) {
                same++;
            }
            if (same > 0) {
                return high.substring(0, same) + midpoint(tail(low, same), high.substring(same));
            }
        }
        var lowDigit = digit(low, 0);
        var highDigit = high == null ? BASE : DIGITS.indexOf(high.charAt(0));
        if (highDigit - lowDigit > 1) {
            return String.valueOf(DIGITS.charAt((lowDigit + highDigit) / 2));
        }
        if (high != null && high.length() > 1) {
            return high.substring(0, 1);
        }
        return DIGITS.charAt(lowDigit) + midpoint(tail(low, 1), null);
    }

    private static int digit(String position, int index) {
        return index < position.length() ? DIGITS.indexOf(position.charAt(index)) : 0;
    }

    private static String tail(String position, int from) {
        return from < position.length() ? position.substring(from) : "";
    }
}
