package app.atelier.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";

    @Test
    void oneTraceSpansRequestJournalAndFollower() throws IOException {
        try (var receiver = new OtlpReceiver()) {
            var house = House.only("all", Map.of("atelier.otlp.endpoint", receiver.endpoint().toString()));
            try {
                var owner = house.register();
                owner.post("/v1/projects", Map.of("name", "Traced"), "traceparent", "00-" + TRACE + "-" + CALLER + "-01").is(201);

                var request = Await.value("the request's span", () -> receiver.spans().stream()
                        .filter(s -> s.trace().equals(TRACE) && s.name().equals("POST /v1/projects")).findFirst().orElse(null));
                assertThat(request.parent()).isEqualTo(CALLER);

                var entry = house.bean(Db.class).in(owner.organization(), tx -> house.bean(JournalReader.class).after(tx, 0, 100)).stream()
                        .filter(e -> e.type().equals("project.created")).findFirst().orElseThrow();
                assertThat(entry.trace()).isEqualTo("00-" + TRACE + "-" + request.id() + "-01");

                Await.until("a follower's span below the request's", () -> receiver.spans().stream()
                        .anyMatch(s -> s.trace().equals(TRACE) && s.parent().equals(request.id())));
            } finally {
                house.close();
            }
        }
    }

    @Test
    void withoutExporterTheJournalStillKeepsTheTrace() {
        var house = House.all();
        var owner = house.register();
        owner.post("/v1/projects", Map.of("name", "Kept"), "traceparent", "00-" + TRACE + "-" + CALLER + "-00").is(201);
        var entry = house.bean(Db.class).in(owner.organization(), tx -> house.bean(JournalReader.class).after(tx, 0, 100)).stream()
                .filter(e -> e.type().equals("project.created")).findFirst().orElseThrow();
        assertThat(entry.trace()).startsWith("00-" + TRACE).endsWith("-00").doesNotContain(CALLER);
        assertThat(house.bean(Tracing.class)).isInstanceOf(LocalTracing.class);
    }

    @Test
    void onlyHeadersAsTheStandardWantsThemCount() {
        assertThat(TraceContext.parse("00-" + TRACE + "-" + CALLER + "-01")).isEqualTo(new TraceContext(TRACE, CALLER, true));
        assertThat(TraceContext.parse("01-" + TRACE + "-" + CALLER + "-02-more")).isEqualTo(new TraceContext(TRACE, CALLER, false));
        assertThat(TraceContext.parse(null)).isNull();
        assertThat(TraceContext.parse("00-" + TRACE + "-" + CALLER + "-01-more")).isNull();
        assertThat(TraceContext.parse("ff-" + TRACE + "-" + CALLER + "-01")).isNull();
        assertThat(TraceContext.parse("00-" + "0".repeat(32) + "-" + CALLER + "-01")).isNull();
        assertThat(TraceContext.parse("00-" + TRACE + "-" + "0".repeat(16) + "-01")).isNull();
        assertThat(TraceContext.parse("00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-" + CALLER + "-01")).isNull();
        assertThat(TraceContext.parse("'; drop table entry; --")).isNull();
    }

    @Test
    void aSpanEndsWhereItBegan() {
        var tracing = new LocalTracing();
        assertThat(TraceContext.header()).isNull();
        try (var outer = tracing.open(Tracing.Kind.SERVER, "outer", null)) {
            var seen = TraceContext.current();
            try (var inner = tracing.open(Tracing.Kind.CLIENT, "inner", seen)) {
                assertThat(TraceContext.current().traceId()).isEqualTo(seen.traceId());
                assertThat(TraceContext.current().spanId()).isNotEqualTo(seen.spanId());
            }
            assertThat(TraceContext.current()).isEqualTo(seen);
        }
        assertThat(TraceContext.current()).isNull();
    }
}
