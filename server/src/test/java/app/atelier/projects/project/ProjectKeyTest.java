package app.atelier.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectKeyTest {

    @ParameterizedTest
    @CsvSource({"Harbour website,HW", "Atelier,ATE", "Über uns alle zusammen jetzt,UUAZ", "2026 plan,PLA", "日本,PRJ", "x,PRJ"})
    void aKeyReminds(String name, String key) {
        assertThat(ProjectKey.suggest(name, _ -> false)).isEqualTo(key);
    }

    @Property(tries = 300)
    void everyNameHasAValidKey(@ForAll String name) {
        assertThat(ProjectKey.suggest(name, _ -> false)).matches(ProjectKey.RULE);
    }

    @ParameterizedTest
    @CsvSource({"HW,HW2", "OTHER,HW"})
    void aTakenKeyGetsANumber(String taken, String key) {
        assertThat(ProjectKey.suggest("Harbour website", Set.of(taken)::contains)).isEqualTo(key);
    }
}
