package app.atelier.platform.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", "kafka:0", "kafka:65536", "kafka:9092,", "http://kafka:9092", "ka fka:9092", ",", "kafka:9092;b:1"})
    void aMalformedAddressIsRefusedInOneSentence(String brokers) {
        assertThatThrownBy(() -> new KafkaProperties(brokers, "t", 1, null)).isInstanceOf(Refusal.class)
                .hasMessage("ATELIER_KAFKA is '" + brokers + "'; it must look like host:9092 or host1:9092,host2:9092.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "10.0.0.1:9092, 10.0.0.2:9092", "[::1]:9092", "a-b.c_d.example:1"})
    void anAddressIsTaken(String brokers) {
        assertThat(new KafkaProperties(brokers, "t", 1, null).brokers()).doesNotContain(" ");
    }

    @Test
    void theOtherSettingsAreChecked() {
        assertThatThrownBy(() -> new KafkaProperties(null, "a b", 1, null)).hasMessageStartingWith("ATELIER_KAFKA_TOPIC is 'a b'");
        assertThatThrownBy(() -> new KafkaProperties(null, "t", 0, null)).hasMessageStartingWith("ATELIER_KAFKA_PARTITIONS is 0");
        assertThatThrownBy(() -> new KafkaProperties(null, "t", 1, Path.of("no", "such"))).hasMessageStartingWith("ATELIER_KAFKA_CLIENT_FILE is 'no");
    }

    @Test
    void aHouseWithoutItHasNothingOfKafka() {
        assertThat(House.all().context().getBeanNamesForType(Exchange.class)).isEmpty();
    }

    @Test
    void aHouseRefusesToStartOverAMalformedOne() {
        assertThatThrownBy(() -> House.only("users,auth", Map.of("atelier.kafka", "nowhere"))).hasStackTraceContaining("ATELIER_KAFKA is 'nowhere'");
    }

    @Test
    void aHouseStartsWithoutABrokerThatAnswersAndSaysSo() {
        var house = House.only("users,auth", Map.of("atelier.kafka", "localhost:1"));
        try {
            Await.until("degraded", () -> {
                var ready = house.stranger().get("/readyz").is(200).json();
                return ready.get("status").asString().equals("degraded");
            });
            assertThat(house.stranger().get("/readyz").is(200).json().get("parts").toString()).contains("kafka");
        } finally {
            house.close();
        }
    }
}
