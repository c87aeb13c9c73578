package app.atelier.platform.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry on its way: the key is the organization, the value what {@code journal.append} takes, the rest headers.
 *
 * @param origin      identity of the database in which it was born
 * @param seq         its number there
 * @param prev        number of the born entry published before it; 0 for the first
 * @param trace  W3C trace context of the request that wrote it
 * @param entry       JSON object
 */
record Message(UUID organization, UUID origin, long seq, long prev, @Nullable String trace, String entry) {

    private static final String ORIGIN = "origin";
    private static final String SEQ = "seq";
    private static final String PREV = "prev";
    private static final String TRACEPARENT = "traceparent";

    ProducerRecord<String, String> record(String topic) {
        var result = new ProducerRecord<>(topic, organization.toString(), entry);
        put(result.headers(), ORIGIN, origin.toString());
        put(result.headers(), SEQ, Long.toString(seq));
        put(result.headers(), PREV, Long.toString(prev));
        if (trace != null) {
            put(result.headers(), TRACEPARENT, trace);
        }
        return result;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    /** It was not a relay of ours that wrote it. */
    static final class Foreign extends Exception {

        private static final long serialVersionUID = 1L;

        private Foreign(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Reads messages back. */
    static final class Reader {

        private final JsonMapper json;

        Reader(JsonMapper json) {
            this.json = json;
        }

        Message read(ConsumerRecord<String, String> from) throws Foreign {
            try {
                var message = new Message(UUID.fromString(from.key()), UUID.fromString(header(from, ORIGIN)),
                        Long.parseLong(header(from, SEQ)), Long.parseLong(header(from, PREV)),
                        from.headers().lastHeader(TRACEPARENT) == null ? null : header(from, TRACEPARENT), from.value());
                requireEntry(message);
                return message;
            } catch (RuntimeException e) {
                throw new Foreign(e);
            }
        }

        /** The value goes into an array of JSON as it is, so it must be one object, and of this origin. */
        private void requireEntry(Message message) throws JacksonException {
            var entry = json.readTree(message.entry);
            for (var name : new String[] {"id", "at", "service", "type", "subjectType", "subjectId"}) {
                if (!entry.path(name).isString()) {
                    throw new IllegalArgumentException("no " + name);
                }
            }
            if (!entry.path(ORIGIN).asString("").equals(message.origin.toString()) || !entry.has("data")) {
                throw new IllegalArgumentException("another origin, or no data");
            }
        }

        private static String header(ConsumerRecord<String, String> from, String name) {
            var header = from.headers().lastHeader(name);
            if (header == null) {
                throw new IllegalArgumentException("no header " + name);
            }
            return new String(header.value(), UTF_8);
        }
    }
}
