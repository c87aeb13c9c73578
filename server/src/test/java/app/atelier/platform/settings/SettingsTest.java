package app.atelier.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import app.atelier.platform.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ATELIER_DB_POOL_SIZE       | many    | ATELIER_DB_POOL_SIZE is 'many'; it must be a whole number.
            ATELIER_DB_POOL_SIZE       | 1       | ATELIER_DB_POOL_SIZE is 1; it must lie between 2 and 200.
            ATELIER_FILES_QUOTA        | lots    | ATELIER_FILES_QUOTA is 'lots'; it must be a size, such as 500MB or 10GB.
            ATELIER_PAYMENTS_PROVIDERS | gold    | ATELIER_PAYMENTS_PROVIDERS names 'gold'; it may name invoice and test, separated by commas.
            ATELIER_MAIL_USERNAME      | someone | ATELIER_MAIL_USERNAME and ATELIER_MAIL_PASSWORD go together; set both or neither.
            """)
    void aWrongValueIsToldInOneSentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> Settings.known().requireUsable(Settings.environment(Map.of(name, value), Map.of())))
                .isInstanceOf(Refusal.class).hasMessage(sentence);
    }

    @Test
    void aUrlIsShownWithoutItsParameters() {
        assertThatThrownBy(() -> Settings.known().requireUsable(Settings.environment(Map.of(
                "ATELIER_DB_URL", "postgres://db/atelier?password=hidden"), Map.of())))
                .hasMessageContaining("postgres://db/atelier").hasMessageNotContaining("hidden");
    }

    @Test
    void emptyCountsAsNotSet() {
        assertThatCode(() -> Settings.known().requireUsable(Settings.environment(Map.of(
                "ATELIER_DB_URL", "", "ATELIER_DB_POOL_SIZE", " "), Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void variablesReplaceSettings() {
        var environment = Settings.environment(Map.of("ATELIER_DB_POOL_SIZE", "7"), Map.of("atelier.db.pool-size", "8"));
        assertThat(environment.getProperty("atelier.db.pool-size")).isEqualTo("7");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(new Setting("atelier.s3.secret-key", "java.lang.Integer").secret()).isTrue();
        assertThat(new Setting("atelier.db.pool-size", "java.lang.Integer").secret()).isFalse();
    }
}
