package app.atelier.platform.journal.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where journals are exchanged ({@code ATELIER_KAFKA…}). Without {@code ATELIER_KAFKA} nothing of Kafka is loaded.
 *
 * @param kafka           brokers to begin with, {@code host:port,host:port}
 * @param kafkaTopic      the topic, made when it does not exist
 * @param kafkaPartitions of the topic when it is made here, 1 to 10000
 * @param kafkaClientFile a file of Kafka client properties ({@code security.protocol=…}), as Kafka's own tools take
 */
@ConfigurationProperties("atelier")
public record KafkaProperties(
        @Nullable String kafka,
        @DefaultValue("atelier.journal") String kafkaTopic,
        @DefaultValue("12") int kafkaPartitions,
        @Nullable Path kafkaClientFile) {

    private static final Pattern BROKER = Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):(\\d{1,5})");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public KafkaProperties {
        if (kafka != null && !Arrays.stream(kafka.split(",", -1)).allMatch(b -> isBroker(b.strip()))) {
            throw new Refusal("ATELIER_KAFKA is '" + kafka + "'; it must look like host:9092 or host1:9092,host2:9092.");
        }
        if (!TOPIC.matcher(kafkaTopic).matches()) {
            throw new Refusal("ATELIER_KAFKA_TOPIC is '" + kafkaTopic + "'; it takes letters, digits, '.', '_' and '-', at most 200.");
        }
        if (kafkaPartitions < 1 || kafkaPartitions > 10_000) {
            throw new Refusal("ATELIER_KAFKA_PARTITIONS is " + kafkaPartitions + "; it must lie between 1 and 10000.");
        }
        if (kafkaClientFile != null && !Files.isReadable(kafkaClientFile)) {
            throw new Refusal("ATELIER_KAFKA_CLIENT_FILE is '" + kafkaClientFile + "', which cannot be read; name a file of Kafka client properties.");
        }
    }

    private static boolean isBroker(String text) {
        var broker = BROKER.matcher(text);
        if (!broker.matches()) {
            return false;
        }
        var port = Integer.parseInt(broker.group(1));
        return port > 0 && port < 65_536;
    }

    /** The brokers without blanks. */
    String brokers() {
        return String.valueOf(kafka).replace(" ", "");
    }
}
