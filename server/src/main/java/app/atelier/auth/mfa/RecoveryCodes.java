package app.atelier.auth.mfa;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import app.atelier.platform.secrets.Tokens;

/** Codes on paper, for who lost the authenticator app: 80 random bits each, so a quick hash keeps them safely. */
final class RecoveryCodes {

    static final int HOW_MANY = 10;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {
    }

    /** New ones, such as {@code k3fq-9x2m-…} in four groups of four. */
    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
    }

    private static String one() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }

    /** However it is typed: with or without hyphens and spaces, in either case. */
    static byte[] hash(UUID person, String code) {
        return Tokens.hash(person + ":" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", ""));
    }
}
