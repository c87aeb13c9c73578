package app.atelier.platform.journal.kafka;

import java.time.Duration;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jooq.exception.DataAccessException;

/** What crosses databases, and how much of it waits. */
final class ExchangeMeters implements MeterBinder {

    private final Exchange exchange;

    ExchangeMeters(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        count(meters, "atelier.kafka.published", "Entries published", Exchange::published);
        count(meters, "atelier.kafka.copied", "Entries of other databases appended", Exchange::copied);
        count(meters, "atelier.kafka.refused", "Messages passed over because no relay wrote them", Exchange::refused);
        gauge(meters, "atelier.kafka.publish.lag", "Entries of this database not looked at by the relay", Exchange::toPublish);
        gauge(meters, "atelier.kafka.copy.lag", "Messages in this process's partitions not read", Exchange::toCopy);
        gauge(meters, "atelier.kafka.waiting", "Entries that wait for one before them", e -> e.waiting(Duration.ZERO));
    }

    private void count(MeterRegistry meters, String name, String description, ToDoubleFunction<Exchange> value) {
        FunctionCounter.builder(name, exchange, value).description(description).register(meters);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Exchange> value) {
        Gauge.builder(name, exchange, e -> orNotANumber(e, value)).description(description).register(meters);
    }

    /** While the database does not answer. */
    private static double orNotANumber(Exchange exchange, ToDoubleFunction<Exchange> value) {
        try {
            return value.applyAsDouble(exchange);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
