package app.atelier.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Random secrets that leave the house, marked so that secret scanners and we ourselves recognise them:
 * {@code atl_}, a letter for the kind, 43 characters of {@link Tokens#random}, and six of a checksum (CRC-32 in base
 * 62), which tells a mistyped one from a false one without asking anybody.
 */
public final class MarkedTokens {

    private static final String MARK = "atl_";
    private static final int HEAD = MARK.length() + 1;
    private static final int RANDOM = 43;
    private static final int CHECKSUM = 6;
    private static final int LENGTH = HEAD + RANDOM + CHECKSUM;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** Nothing ours: {@link #kind}. */
    public static final char NONE = 0;

    private MarkedTokens() {
    }

    /** @param kind a lower-case letter */
    public static String random(char kind) {
        var body = MARK + kind + Tokens.random();
        return body + checksum(body);
    }

    /** The kind of a token; {@link #NONE} for what is none, or mistyped. */
    public static char kind(String token) {
        if (token.length() != LENGTH || !token.startsWith(MARK)) {
            return NONE;
        }
        var body = token.substring(0, HEAD + RANDOM);
        return token.endsWith(checksum(body)) ? token.charAt(MARK.length()) : NONE;
    }

    /** As much of a token as may be shown to tell it from others: 24 of its 256 random bits. */
    public static String begins(String token) {
        return token.substring(0, HEAD + 4);
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        var text = new StringBuilder();
        for (var rest = crc.getValue(); text.length() < CHECKSUM; rest /= DIGITS.length()) {
            text.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return text.toString();
    }
}
