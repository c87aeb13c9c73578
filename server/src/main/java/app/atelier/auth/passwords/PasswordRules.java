package app.atelier.auth.passwords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.web.Problem;

/** What a password must be: 8 to 128 characters and not one of the common ones (NIST SP 800-63B). */
final class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final Set<String> COMMON = common();

    private PasswordRules() {
    }

    static void check(String password) {
        check(password, "password");
    }

    /** @param field what it is called where it was entered */
    static void check(String password, String field) {
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Problem.Invalid(field, "must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (COMMON.contains(password.toLowerCase(Locale.ROOT))) {
            throw new Problem.Invalid(field, "is one of the most common ones and quickly guessed; choose another");
        }
    }

    private static Set<String> common() {
        try (var in = Objects.requireNonNull(PasswordRules.class.getResourceAsStream("common-passwords.txt"))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
