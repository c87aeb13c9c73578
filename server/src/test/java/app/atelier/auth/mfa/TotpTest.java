package app.atelier.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037", "20000000000,353130"})
    void codesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void oneStepBeforeAndAfterCounts() {
        var now = Instant.ofEpochSecond(1_111_111_111);
        var step = Totp.step(now);
        for (var offset = -3; offset <= 3; offset++) {
            var matched = Totp.match(SECRET, Totp.code(SECRET, step + offset), now);
            assertThat(matched.isPresent()).as("offset " + offset).isEqualTo(Math.abs(offset) <= 1);
        }
        assertThat(Totp.match(SECRET, "050 471", now)).hasValue(step);
        assertThat(Totp.match(SECRET, "", now)).isEmpty();
    }

    @Test
    void whatTheQrCodeHoldsNamesHouseAndAccount() {
        assertThat(Totp.uri(SECRET, "Atelier", "ada+l@example.org")).isEqualTo("otpauth://totp/Atelier:ada%2Bl%40example.org"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Atelier&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void recoveryCodesAreManyDifferentAndTypedAnyWay() {
        var codes = RecoveryCodes.make();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates().allMatch(c -> c.matches("([a-z2-7]{4}-){3}[a-z2-7]{4}"));
        var person = java.util.UUID.randomUUID();
        var code = codes.getFirst();
        assertThat(RecoveryCodes.hash(person, code.replace("-", " ").toUpperCase(java.util.Locale.ROOT))).isEqualTo(RecoveryCodes.hash(person, code));
        assertThat(RecoveryCodes.hash(java.util.UUID.randomUUID(), code)).isNotEqualTo(RecoveryCodes.hash(person, code));
    }
}
