package app.atelier.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final List<Problem> ALL = List.of(new Problem.Unreadable("body"), new Problem.Unreadable("a.b", "is no number"),
            new Problem.Invalid("a", "is empty"), new Problem.Unauthenticated("Wrong."), new Problem.Forbidden("No."),
            new Problem.NotFound("task", UUID.randomUUID()), new Problem.Conflict("slug-1", "Title", "Detail"),
            new Problem.Conflict("email", "is taken"), new Problem.LostUpdate(3, 4), new Problem.TooLarge(5),
            new Problem.UnsupportedType("No pictures."), new Problem.TooMany(7), new Problem.Unavailable("Away."),
            new Problem.StorageFull(), new Problem.KeyReused(), new Problem.ReauthenticationRequired(), new Problem.TooSlow());
    /** Told to who signs in only, never between services. */
    private static final Class<?> NOT_TOLD = Problem.MfaRequired.class;

    @Test
    void whatAnotherProcessToldIsTheSameHere() {
        for (var problem : ALL) {
            var after = problem instanceof Problem.TooMany many ? many.retryAfterSeconds() : 0;
            var told = Problem.told(problem.status().value(), problem.slug(), problem.title(), problem.detail(), problem.errors(), after);
            assertThat(told).isExactlyInstanceOf(problem.getClass()).hasMessage(problem.detail());
            assertThat(told.slug()).isEqualTo(problem.slug());
            assertThat(told.title()).isEqualTo(problem.title());
            assertThat(told.errors()).isEqualTo(problem.errors());
        }
        var kinds = ALL.stream().<Class<?>>map(Object::getClass).toList();
        for (var kind : Problem.class.getPermittedSubclasses()) {
            assertThat(kinds).as("tested here").anyMatch(k -> k == kind || kind == NOT_TOLD);
        }
        assertThat(Problem.told(500, "internal", "", "", List.of(), 0)).isNull();
    }
}
