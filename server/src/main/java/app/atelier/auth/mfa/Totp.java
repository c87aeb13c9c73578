package app.atelier.auth.mfa;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every 30 seconds (RFC 6238, with HMAC-SHA-1 and six digits: what every authenticator app knows).
 * One step before and after the present one is taken, for clocks that differ and people who type slowly.
 */
final class Totp {

    static final int SECRET_BYTES = 20;
    static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final int TOLERANCE = 1;

    private Totp() {
    }

    static long step(Instant when) {
        return when.getEpochSecond() / STEP_SECONDS;
    }

    /** The code of one step (RFC 4226 §5.3). */
    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-1", e);
        }
    }

    /** The step whose code this is, among the few that count now; the same work whichever it is. */
    static OptionalLong match(byte[] secret, String code, Instant now) {
        var present = step(now);
        var typed = code.replace(" ", "").getBytes(StandardCharsets.UTF_8);
        var found = OptionalLong.empty();
        for (var step = present - TOLERANCE; step <= present + TOLERANCE; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What the QR code holds that an authenticator app reads. */
    static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(account) + "?secret=" + Base32.encode(secret)
                + "&issuer=" + encode(issuer) + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
