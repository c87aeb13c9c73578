package app.atelier.auth.mfa;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

import app.atelier.Client;
import app.atelier.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An authenticator app, as a person has it on their phone. */
public final class Authenticator {

    private final byte[] secret;
    private final List<String> recoveryCodes = new ArrayList<>();
    private long used;

    private Authenticator(String base32) {
        this.secret = decode(base32);
    }

    /** Sets one up for the person, whose password is that of the house's people. */
    public static Authenticator setUp(House house, Client person) {
        house.reauthenticate(person);
        var app = new Authenticator(person.post("/v1/auth/mfa/totp", "").is(200).json().get("secret").asString());
        app.used = Totp.step(Instant.now()) - 1;
        person.post("/v1/auth/mfa/totp/confirm", Map.of("code", Totp.code(app.secret, app.used))).is(200)
                .json().get("recoveryCodes").forEach(code -> app.recoveryCodes.add(code.asString()));
        return app;
    }

    /** A code that was not shown before and counts now; two can be had at once. */
    public String code() {
        used = Math.max(used + 1, Totp.step(Instant.now()) - 1);
        return Totp.code(secret, used);
    }

    /** The code that was shown last. */
    public String usedCode() {
        return Totp.code(secret, used);
    }

    public List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** What a secret is in bytes (RFC 4648, base32). */
    public static byte[] decode(String base32) {
        var out = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var c : base32.toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(buffer >> bits);
            }
        }
        return out.toByteArray();
    }
}
