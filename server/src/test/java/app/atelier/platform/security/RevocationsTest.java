package app.atelier.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import app.atelier.Await;
import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.security.Revocations.Mark;
import app.atelier.platform.security.TokenVerifier.Verified;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** security.md 7 in a process that does not run auth: what is told is believed, and what was lost is asked for. */
class RevocationsTest {

    private final UUID person = UUID.randomUUID();
    private final UUID organization = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final List<Mark> marks = new CopyOnWriteArrayList<>();
    private final Told told = new Told();

    /** A broadcast that reaches nobody by itself. */
    private static final class Told implements Broadcast {

        private Consumer<String> listener = _ -> { };
        private final List<String> sent = new CopyOnWriteArrayList<>();

        @Override
        public void tell(String topic, String text) {
            sent.add(text);
        }

        @Override
        public Listening listen(String topic, Consumer<String> hearing) {
            listener = hearing;
            return () -> { };
        }
    }

    private Revocations revocations() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("auth", (RevokedTokens) when -> marks.stream().filter(m -> !m.at().isBefore(when)).toList());
        return new Revocations(told, beans.getBeanProvider(RevokedTokens.class));
    }

    private Verified token(Instant issuedAt) {
        return new Verified(new Caller(person, organization, Role.MEMBER, session), issuedAt.plusSeconds(600), issuedAt);
    }

    @Test
    void whatIsToldCountsAtOnceInEveryProcess() {
        var here = revocations();
        here.tell(List.of(new Mark(session, null, Instant.now())));
        assertThat(here.isDead(token(Instant.now()))).isTrue();

        var listening = new Told();
        var there = new Revocations(listening, new StaticListableBeanFactory().getBeanProvider(RevokedTokens.class));
        assertThat(there.isDead(token(Instant.now()))).isFalse();
        listening.listener.accept(told.sent.getFirst());
        assertThat(there.isDead(token(Instant.now()))).isTrue();
    }

    @Test
    void whatWasLostIsAskedFor() {
        var here = revocations();
        here.start();
        try {
            marks.add(new Mark(session, null, Instant.now()));
            Await.until("the mark is known", () -> here.isDead(token(Instant.now())));
        } finally {
            here.stop();
        }
    }

    @Test
    void whoComesBackHasTokensOfTheirNewTime() {
        var here = revocations();
        var left = Instant.now();
        here.tell(List.of(new Mark(person, organization, left)));

        assertThat(here.isDead(token(left.minusMillis(1)))).isTrue();
        assertThat(here.isDead(token(left))).isTrue();
        assertThat(here.isDead(token(left.plusMillis(1)))).isFalse();
        assertThat(here.isDead(new Verified(new Caller(person, UUID.randomUUID(), Role.MEMBER, session), left, left))).isFalse();
    }
}
