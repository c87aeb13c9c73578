package app.atelier.orders.payments;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import app.atelier.platform.web.Problem;

/**
 * Signatures of webhooks: HMAC-SHA256 over the timestamp, a dot and the raw body, as Stripe does
 * ({@code t=<seconds>,v1=<hex>}). The timestamp is signed with it, so that an old message cannot be sent again later.
 */
public final class Signatures {

    public static final String HEADER = "Atelier-Signature";
    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    private Signatures() {
    }

    /** The header's value for a body sent at {@code at}. */
    public static String sign(byte[] secret, Instant at, byte[] body) {
        return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac(secret, at.getEpochSecond(), body));
    }

    /**
     * @throws Problem.Unreadable when the header is malformed, older or newer than 300 seconds, or of another body or secret
     */
    public static void verify(byte[] secret, String header, byte[] body, Instant now) {
        var form = FORM.matcher(header);
        if (!form.matches()) {
            throw new Problem.Unreadable(HEADER, "must look like t=<seconds>,v1=<64 hexadecimal digits>");
        }
        var seconds = Long.parseLong(form.group(1));
        // First the signature, in constant time; only then is the timestamp worth a look.
        if (!MessageDigest.isEqual(mac(secret, seconds, body), HexFormat.of().parseHex(form.group(2)))) {
            throw new Problem.Unreadable(HEADER, "is not a signature of this body");
        }
        if (Math.abs(now.getEpochSecond() - seconds) > TOLERANCE.toSeconds()) {
            throw new Problem.Unreadable(HEADER, "is from another time; the tolerance is " + TOLERANCE.toSeconds() + " seconds");
        }
    }

    private static byte[] mac(byte[] secret, long seconds, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
