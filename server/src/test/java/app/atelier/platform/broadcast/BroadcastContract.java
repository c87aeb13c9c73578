package app.atelier.platform.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.platform.journal.WakeUps;
import org.junit.jupiter.api.Test;

/** What holds between two instances, whatever carries their messages. */
public abstract class BroadcastContract {

    protected abstract Broadcast here();

    protected abstract Broadcast there();

    /** A listener that is heard of already: listening may begin a moment after the wish. */
    private static List<String> listening(Broadcast from, Broadcast to, String topic) {
        var heard = new CopyOnWriteArrayList<String>();
        to.listen(topic, heard::add);
        Await.until("something heard", () -> {
            from.tell(topic, "ready");
            return !heard.isEmpty();
        });
        from.tell(topic, "begin");
        Await.until("begin", () -> heard.contains("begin"));
        heard.clear();
        return heard;
    }

    private static String topic() {
        return "test:" + UUID.randomUUID();
    }

    @Test
    void othersHearItAndTheTellerDoesNot() {
        var topic = topic();
        var own = new CopyOnWriteArrayList<String>();
        here().listen(topic, own::add);
        var heard = listening(here(), there(), topic);
        here().tell(topic, "a word: with, everything {} \"ä\"");
        Await.until("the word", () -> heard.contains("a word: with, everything {} \"ä\""));
        there().tell(topic, "back");
        Await.until("the answer", () -> own.contains("back"));
        assertThat(own).doesNotContain("ready", "begin", "a word: with, everything {} \"ä\"");
    }

    @Test
    void whatIsToldArrivesInOrder() {
        var topic = topic();
        var heard = listening(here(), there(), topic);
        IntStream.range(0, 1_000).forEach(i -> here().tell(topic, "n" + i));
        Await.until("1,000 messages", () -> heard.contains("n999"));
        assertThat(heard).containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void onlyTheirTopicReachesListenersAndOneThatFailsHindersNoOther() {
        var topic = topic();
        there().listen(topic, _ -> {
            throw new IllegalStateException("as a listener might");
        });
        var heard = listening(here(), there(), topic);
        here().tell(topic(), "something else");
        here().tell(topic, "this");
        Await.until("this", () -> heard.contains("this"));
        assertThat(heard).containsExactly("this");
    }

    @Test
    void whoStoppedListeningHearsNoMore() {
        var topic = topic();
        var heard = listening(here(), there(), topic);
        var until = new CopyOnWriteArrayList<String>();
        var listening = there().listen(topic, until::add);
        here().tell(topic, "while listening");
        Await.until("the last", () -> until.contains("while listening"));
        listening.close();
        here().tell(topic, "afterwards");
        Await.until("afterwards", () -> heard.contains("afterwards"));
        assertThat(until).doesNotContain("afterwards");
    }

    @Test
    void theLongestArrivesAndALongerIsRefused() {
        var topic = topic();
        var heard = listening(here(), there(), topic);
        var longest = "x".repeat(Broadcast.LONGEST - topic.length());
        here().tell(topic, longest);
        Await.until("the longest", () -> heard.contains(longest));
        assertThatThrownBy(() -> here().tell(topic, longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWakeUpReachesBothInstances() {
        var organization = UUID.randomUUID();
        var woken = new CopyOnWriteArrayList<String>();
        var ours = new WakeUps(here());
        ours.subscribe(o -> woken.add("here " + o));
        new WakeUps(there()).subscribe(o -> woken.add("there " + o));
        ours.wake(organization);
        assertThat(woken).contains("here " + organization);
        Await.until("the other instance woken", () -> {
            ours.wake(organization);
            return woken.contains("there " + organization);
        });
    }
}
