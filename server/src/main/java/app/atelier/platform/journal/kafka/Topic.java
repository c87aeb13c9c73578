package app.atelier.platform.journal.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of the journal: made when it is missing, to keep everything for ever. */
final class Topic implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Topic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Clients clients;
    private final KafkaProperties properties;
    private @Nullable Admin admin;
    private volatile @Nullable String complaint;

    Topic(Clients clients, KafkaProperties properties) {
        this.clients = clients;
        this.properties = properties;
    }

    String name() {
        return properties.kafkaTopic();
    }

    String brokers() {
        return properties.brokers();
    }

    /** What is wrong with how the topic is kept, in a sentence; null when nothing is. */
    @Nullable String complaint() {
        return complaint;
    }

    /** @throws KafkaException when the topic is not there and cannot be made */
    void require() throws InterruptedException {
        try {
            await(admin().describeTopics(List.of(name())).allTopicNames());
            complaint = complain();
        } catch (UnknownTopicOrPartitionException e) {
            make();
        }
    }

    /** How many brokers answer. */
    int nodes(Duration within) throws InterruptedException {
        return await(admin().describeCluster().nodes(), within).size();
    }

    private void make() throws InterruptedException {
        var topic = new NewTopic(name(), Optional.of(properties.kafkaPartitions()), Optional.empty()).configs(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(Clients.LARGEST_MESSAGE)));
        try {
            await(admin().createTopics(List.of(topic)).all());
            log.info("Made the topic {} with {} partitions", name(), properties.kafkaPartitions());
        } catch (TopicExistsException e) {
            log.debug("Another process made the topic {}", name());
        }
    }

    private @Nullable String complain() throws InterruptedException {
        try {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, name());
            var config = await(admin().describeConfigs(List.of(resource)).all()).values().iterator().next();
            var kept = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().equals(TopicConfig.CLEANUP_POLICY_DELETE)
                    && config.get(TopicConfig.RETENTION_MS_CONFIG).value().equals("-1")
                    && config.get(TopicConfig.RETENTION_BYTES_CONFIG).value().equals("-1");
            return kept ? null : "The topic " + name() + " does not keep everything; set cleanup.policy=delete, "
                    + "retention.ms=-1 and retention.bytes=-1, or a database that joins later misses entries.";
        } catch (KafkaException e) {
            log.debug("How the topic {} is kept cannot be read", name(), e);
            return null;
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        return await(future, PATIENCE);
    }

    private static <T> T await(KafkaFuture<T> future, Duration within) throws InterruptedException {
        try {
            return future.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
