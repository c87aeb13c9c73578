package app.atelier.platform.journal.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka's clients. The client file may say how to connect; what keeps entries from being lost is not its to
 * change. Making a client throws {@link org.apache.kafka.common.KafkaException} when no broker's name resolves.
 */
final class Clients {

    /** An import's entry may carry half a million characters. */
    static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

    private final KafkaProperties properties;

    Clients(KafkaProperties properties) {
        this.properties = properties;
    }

    Producer<String, String> producer() {
        return new KafkaProducer<>(with(Map.of(
                "enable.idempotence", "true",
                "acks", "all",
                // On a partition that is new, a later batch can be taken before an earlier one that is tried again.
                "max.in.flight.requests.per.connection", 1,
                "batch.size", 256 * 1024,
                "compression.type", "lz4",
                "max.request.size", LARGEST_MESSAGE,
                // Within this a message is on its way or has failed; then the relay begins again from its position.
                "delivery.timeout.ms", 15_000,
                "request.timeout.ms", 5_000,
                "max.block.ms", 5_000)), new StringSerializer(), new StringSerializer());
    }

    /** @param group the name under which the processes of one database share the work */
    Consumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(with(Map.of(
                "group.id", group,
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "allow.auto.create.topics", "false",
                "isolation.level", "read_committed",
                "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(),
                // A process that dies is replaced after so long.
                "session.timeout.ms", 10_000,
                "max.poll.records", 500)), new StringDeserializer(), new StringDeserializer());
    }

    Admin admin() {
        return Admin.create(with(Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", 5_000)));
    }

    private Map<String, Object> with(Map<String, Object> own) {
        var all = new HashMap<String, Object>();
        file().forEach((name, value) -> all.put(String.valueOf(name), value));
        all.put("bootstrap.servers", properties.brokers());
        // New partitions are seen after so long.
        all.put("metadata.max.age.ms", 5_000);
        all.put("metric.reporters", "");
        all.put("enable.metrics.push", "false");
        all.putAll(own);
        return all;
    }

    private Properties file() {
        var file = new Properties();
        var path = properties.kafkaClientFile();
        if (path != null) {
            try (var in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                file.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("ATELIER_KAFKA_CLIENT_FILE: " + e.getMessage(), e);
            }
        }
        return file;
    }
}
