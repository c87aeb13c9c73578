package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import app.atelier.House;
import app.atelier.Wire;
import app.atelier.platform.db.Db;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

/** What a client sends, and what it is given, forges no logs and headers and is not kept in clear. */
class SecretsStayOutTest {

    private final House house = House.all();

    /** security.md 38: on the screen; the file's lines are JSON. */
    @Test
    void lineBreaksDoNotForgeLogLines() {
        var context = new LoggerContext();
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        // The exception's own converter belongs to Spring Boot's context.
        encoder.setPattern(house.context().getEnvironment().getRequiredProperty("logging.pattern.console").replace("%wEx", ""));
        encoder.start();
        var event = new LoggingEvent(getClass().getName(), context.getLogger("app.atelier"), Level.WARN, "somebody is called {}", null,
                new Object[] {"Eve\r\n{\"level\":\"ERROR\"}\n12:00:00 ERROR forged\u0085forged\u2028forged"});
        var text = new String(encoder.encode(event), StandardCharsets.UTF_8);
        assertThat(text).contains("Eve", "forged").endsWith("\n");
        assertThat(text.strip().lines()).hasSize(1);
        assertThat(text.strip()).doesNotContain("\u0085", "\u2028");
    }

    /** security.md 38. */
    @Test
    void lineBreaksDoNotForgeHeaders() throws Exception {
        try (var wire = new Wire(house)) {
            var answer = wire.send("GET /v1/users/me%0d%0aX-Forged:%20yes?a=%0d%0aX-Forged:%20yes HTTP/1.1\r\nHost: a\r\nX-Request-Id: a%0d%0aX-Forged: yes\r\nConnection: close\r\n\r\n")
                    .untilClosed();
            assertThat(answer.lines()).noneMatch(line -> line.startsWith("X-Forged"));
        }
        var id = house.stranger().get("/healthz", "X-Request-Id", "a\tb").header("X-Request-Id");
        assertThat(id).matches("[A-Za-z0-9._-]+");
    }

    /** security.md 36: what a POST answered is kept for a day, and not in clear. */
    @Test
    void keptAnswersAreSealed() {
        var owner = house.register();
        var key = UUID.randomUUID().toString();
        var name = "Sealed " + UUID.randomUUID();
        var first = owner.post("/v1/projects", Map.of("name", name), "Idempotency-Key", key).is(201);
        assertThat(owner.post("/v1/projects", Map.of("name", name), "Idempotency-Key", key).is(201).text()).isEqualTo(first.text()).contains(name);
        byte[] kept = house.bean(Db.class).shared(tx -> tx.sql().fetchValue(
                "select body from gateway.idempotency_key where key = ?", key) instanceof byte[] body ? body : new byte[0]);
        assertThat(kept).isNotEmpty();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(name, "\"id\"");
    }

    /** The request's id is in the answer, the problem, the log and the journal. */
    @Test
    void aRequestIsFoundByItsIdEverywhere() throws Exception {
        var owner = house.register();
        var id = "trace-" + UUID.randomUUID();
        assertThat(owner.post("/v1/projects", Map.of("name", "Traced"), "X-Request-Id", id).is(201).header("X-Request-Id")).isEqualTo(id);
        var entries = house.bean(Db.class).in(owner.organization(), tx -> tx.sql().fetchCount(
                tx.sql().selectOne().from("journal.entry").where("request_id = ?", id)));
        assertThat(entries).isEqualTo(1);
        var refused = owner.post("/v1/projects", Map.of(), "X-Request-Id", id + "-2");
        assertThat(refused.json().get("requestId").asString()).isEqualTo(id + "-2");
    }
}
