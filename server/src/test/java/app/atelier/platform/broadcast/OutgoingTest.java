package app.atelier.platform.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import app.atelier.platform.broadcast.Outgoing.Message;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private final Outgoing outgoing = new Outgoing();

    @Test
    void ofEqualMessagesTheLastPlaceCounts() throws InterruptedException {
        List.of("here", "gone", "here").forEach(t -> outgoing.add("t", t));
        assertThat(outgoing.take()).containsExactly(new Message("t", "gone"), new Message("t", "here"));
    }

    @Test
    void ofTooManyTheOldestAreForgotten() throws InterruptedException {
        for (var i = 0; i < Outgoing.MOST + 5; i++) {
            outgoing.add("t", "n" + i);
        }
        assertThat(outgoing.take()).hasSize(Outgoing.MOST).startsWith(new Message("t", "n5"));
    }
}
