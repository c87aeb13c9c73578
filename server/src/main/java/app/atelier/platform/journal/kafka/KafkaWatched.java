package app.atelier.platform.journal.kafka;

import java.time.Duration;

import app.atelier.platform.watch.Watched;

/** Whether journals are exchanged. Without Kafka all services go on; what crosses databases waits. */
final class KafkaWatched implements Watched {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Topic topic;
    private final Exchange exchange;

    KafkaWatched(Topic topic, Exchange exchange) {
        this.topic = topic;
        this.exchange = exchange;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Reading look() throws InterruptedException {
        int nodes;
        try {
            nodes = topic.nodes(PATIENCE);
        } catch (RuntimeException e) {
            return Reading.down("No broker answers at " + topic.brokers() + " (ATELIER_KAFKA); entries for other databases wait here.");
        }
        for (var trouble : new String[] {exchange.relay().failure(), exchange.copier().failure(), topic.complaint()}) {
            if (trouble != null) {
                return Reading.degraded(trouble);
            }
        }
        var waiting = exchange.waiting(LONG);
        if (waiting > 0) {
            return Reading.degraded(waiting + " entries of other databases wait for earlier ones that have not come to the topic " + topic.name() + ".");
        }
        return Reading.up(nodes + (nodes == 1 ? " broker" : " brokers") + ", topic " + topic.name());
    }
}
