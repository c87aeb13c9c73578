package app.atelier.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkedTokensTest {

    @Test
    void aTokenIsRecognisedByItsMarkAndChecksum() {
        var token = MarkedTokens.random('p');

        assertThat(token).matches("atl_p[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}");
        assertThat(MarkedTokens.kind(token)).isEqualTo('p');
        assertThat(token).startsWith(MarkedTokens.begins(token));
        assertThat(MarkedTokens.random('p')).isNotEqualTo(token);
    }

    @Test
    void oneMistypedCharacterIsNoToken() {
        var token = MarkedTokens.random('o');
        for (var i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(MarkedTokens.kind(token.substring(0, i) + other + token.substring(i + 1))).as("character " + i)
                    .isEqualTo(MarkedTokens.NONE);
        }
        assertThat(MarkedTokens.kind("")).isEqualTo(MarkedTokens.NONE);
        assertThat(MarkedTokens.kind(token + "0")).isEqualTo(MarkedTokens.NONE);
    }
}
