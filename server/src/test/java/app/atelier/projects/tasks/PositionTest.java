package app.atelier.projects.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Property(tries = 200)
    void betweenAnyTwoThereIsAThird(@ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1000) Integer> places) {
        var order = new ArrayList<String>();
        for (var place : places) {
            var at = place % (order.size() + 1);
            var position = Position.between(at == 0 ? null : order.get(at - 1), at == order.size() ? null : order.get(at));
            assertThat(Position.isValid(position)).as(position).isTrue();
            order.add(at, position);
        }
        assertThat(order).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 50)
    void spreadIsSortedAndLeavesRoom(@ForAll @IntRange(min = 0, max = 20_000) int count) {
        var positions = Position.spread(count);
        assertThat(positions).hasSize(count).isSorted().doesNotHaveDuplicates().allMatch(Position::isValid);
        for (var i = 1; i < positions.size(); i += 97) {
            assertThat(Position.between(positions.get(i - 1), positions.get(i))).isBetween(positions.get(i - 1), positions.get(i));
        }
    }

    @Test
    void appendingGrowsSlowly() {
        var last = Position.after(null);
        for (var i = 0; i < 100_000; i++) {
            var next = Position.after(last);
            assertThat(next).isGreaterThan(last);
            assertThat(Position.isValid(next)).as(next).isTrue();
            last = next;
        }
        assertThat(last).hasSizeLessThanOrEqualTo(5);
    }

    @Property(tries = 300)
    void thereIsAnEndAfterEveryPosition(@ForAll @CharRange(from = 'u', to = 'z') @StringLength(min = 1, max = 64) String last) {
        var next = Position.after(last);
        assertThat(Position.isValid(next)).isTrue();
        assertThat(next.compareTo(last) > 0 || last.length() > 60 && next.equals(last)).as(last + " then " + next).isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Position.between("b", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of("", "a0", "ä", "a b", "x".repeat(65))).noneMatch(Position::isValid);
        assertThat(Position.isValid("x".repeat(Position.MAX_LENGTH))).isTrue();
    }
}
