package app.atelier.keep;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Counts and sums a table's rows in PostgreSQL's text format, whatever their order: the SHA-256 of every line, added
 * up in four lanes modulo 2⁶⁴. It tells whether two tables hold the same rows; who alters them on purpose is kept out
 * by encryption, not by this.
 */
final class RowSum {

    private final MessageDigest digest = sha256();
    private final long[] lanes = new long[4];
    private long rows;
    private boolean within;

    /** Takes the next bytes of the text; a line may come in pieces. */
    void add(byte[] text, int from, int length) {
        var start = from;
        for (var at = from; at < from + length; at++) {
            // A line's end within a value is escaped.
            if (text[at] == '\n') {
                digest.update(text, start, at - start);
                endRow();
                start = at + 1;
            }
        }
        if (start < from + length) {
            digest.update(text, start, from + length - start);
            within = true;
        }
    }

    private void endRow() {
        var hash = ByteBuffer.wrap(digest.digest());
        for (var lane = 0; lane < lanes.length; lane++) {
            lanes[lane] += hash.getLong();
        }
        rows++;
        within = false;
    }

    long rows() {
        return rows;
    }

    /** 64 hexadecimal digits. */
    String sum() {
        if (within) {
            throw new IllegalStateException("The text ends within a row");
        }
        var sum = ByteBuffer.allocate(lanes.length * Long.BYTES);
        for (var lane : lanes) {
            sum.putLong(lane);
        }
        return HexFormat.of().formatHex(sum.array());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
