package app.atelier.gateway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How deliveries prove that they come from us: HMAC-SHA256 over id, time and raw body (standardwebhooks.com, 1.0). */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private Signature() {
    }

    /** A secret as it is shown: {@code whsec_} and 256 random bits in base64. */
    static String newSecret() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The header: a signature by each secret, separated by spaces. */
    static String of(List<String> secrets, String id, Instant at, byte[] body) {
        return secrets.stream().map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, id, at, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(String secret, String id, Instant at, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
