package app.atelier.collaboration.comments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionsTest {

    @Test
    void namesAreFoundWhereSomebodyIsCalled() {
        assertThat(Mentions.in("@mara, please ask @Jonas.lind. And (@amara)!")).containsExactly("mara", "jonas.lind", "amara");
    }

    @Test
    void addressesPathsAndCodeCallNobody() {
        assertThat(Mentions.in("mail mara@example.org, see a/@b, `@code` and\n```\n@inside\n```\n@@twice")).isEmpty();
    }

    @Test
    void nobodyIsCalledTwiceAndNotMoreThanFifty() {
        assertThat(Mentions.in("@a @A @a")).containsExactly("a");
        var many = new StringBuilder();
        for (var i = 0; i < 80; i++) {
            many.append("@u").append(i).append(' ');
        }
        assertThat(Mentions.in(many.toString())).hasSize(50);
    }
}
