package app.atelier.collaboration.realtime;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.collaboration.presence.Place;
import app.atelier.collaboration.presence.Presences;
import app.atelier.platform.security.Closings;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.TokenVerifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the protocol of {@code /v1/realtime} with one client at a time: {@code hello} first, then {@code token},
 * {@code here} and {@code ping} as often as the client likes.
 */
@Component
class RealtimeHandler extends TextWebSocketHandler {

    /** An access token and little else; in bytes. */
    private static final int LARGEST_MESSAGE = 8 * 1024;
    /** A client that does not read is given up on after so long. */
    private static final long SEND_TIMEOUT_MILLIS = 10_000;
    /** The live connection tells of everything, so a token that leaves some of it out cannot have it. */
    private static final Set<Permission> TOLD = EnumSet.of(Permission.SELF, Permission.ORGANIZATION_READ, Permission.WORK_READ,
            Permission.CATALOG_READ, Permission.ORDERS_READ);
    private static final String PONG = "{\"type\":\"pong\"}";

    private final Hub hub;
    private final Presences presences;
    private final TokenVerifier verifier;
    private final Closings closings;
    private final JsonMapper json;

    RealtimeHandler(Hub hub, Presences presences, TokenVerifier verifier, Closings closings, JsonMapper json) {
        this.hub = hub;
        this.presences = presences;
        this.verifier = verifier;
        this.closings = closings;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(LARGEST_MESSAGE);
        if (session instanceof org.springframework.web.socket.adapter.NativeWebSocketSession raw
                && raw.getNativeSession() instanceof jakarta.websocket.Session tomcat) {
            tomcat.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", SEND_TIMEOUT_MILLIS);
        }
        var connection = new Connection(session);
        session.getAttributes().put(Connection.class.getName(), connection);
        hub.opened(connection);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var connection = of(session);
        if (connection != null) {
            presences.leave(connection.visitor());
            hub.closed(connection);
        }
    }

    private static @Nullable Connection of(WebSocketSession session) {
        return (Connection) session.getAttributes().get(Connection.class.getName());
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var connection = of(session);
        if (connection == null) {
            return;
        }
        try {
            take(connection, json.readTree(message.getPayload()));
        } catch (JacksonException e) {
            connection.close(Closing.UNREADABLE.withReason("a message must be a JSON object"));
        }
    }

    private void take(Connection connection, JsonNode message) {
        switch (message.path("type").asString("")) {
            case "hello" -> hello(connection, message);
            case "token" -> renew(connection, message);
            case "here" -> here(connection, message);
            case "ping" -> connection.outbox().offer(PONG);
            default -> connection.close(Closing.UNREADABLE.withReason("type must be hello, token, here or ping"));
        }
    }

    private void hello(Connection connection, JsonNode message) {
        var after = message.path("after");
        if (connection.bearer() != null) {
            connection.close(Closing.UNREADABLE.withReason("hello was said already"));
        } else if (!after.isMissingNode() && !after.isNull() && (!after.canConvertToLong() || after.asLong() < 0)) {
            connection.close(Closing.UNREADABLE.withReason("after must be a seq or null"));
        } else {
            var bearer = verified(connection, message);
            if (bearer != null) {
                connection.bearer(bearer);
                hub.join(connection, after.canConvertToLong() ? after.asLong() : null);
            }
        }
    }

    /** A later token proves the same person in the same organization, for longer. */
    private void renew(Connection connection, JsonNode message) {
        var current = connection.bearer();
        var next = verified(connection, message);
        if (next == null) {
            return;
        }
        if (current == null || !next.caller().person().equals(current.caller().person())
                || !next.caller().organization().equals(current.caller().organization())) {
            connection.close(Closing.TOKEN.withReason("the token is another person's or came before hello"));
        } else {
            connection.renew(next);
        }
    }

    /** Where the person looks now: {@code projectId} null for nowhere, {@code taskId} and {@code mode} when there is more to say. */
    private void here(Connection connection, JsonNode message) {
        var mode = message.path("mode").asString("viewing");
        if (connection.bearer() == null) {
            connection.close(Closing.UNREADABLE.withReason("say hello before here"));
        } else if (!mode.equals("viewing") && !mode.equals("editing")) {
            connection.close(Closing.UNREADABLE.withReason("mode must be viewing or editing"));
        } else {
            try {
                var project = id(message.path("projectId"));
                var task = id(message.path("taskId"));
                presences.move(connection.visitor(), project == null ? null : new Place(project, task, mode.equals("editing")));
            } catch (IllegalArgumentException e) {
                connection.close(Closing.UNREADABLE.withReason("projectId and taskId must be ids or null"));
            }
        }
    }

    private static @Nullable UUID id(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : UUID.fromString(value.asString(""));
    }

    private TokenVerifier.@Nullable Verified verified(Connection connection, JsonNode message) {
        try {
            var verified = verifier.verify(message.path("token").asString(""));
            if (closings.closedTo(verified.caller())) {
                connection.close(Closing.TOKEN.withReason("the organization is about to be deleted"));
                return null;
            }
            if (TOLD.stream().allMatch(verified.caller()::within)) {
                return verified;
            }
            connection.close(Closing.TOKEN.withReason("the token needs the scopes self, organization.read, work.read, catalog.read, orders.read"));
            return null;
        } catch (TokenVerifier.InvalidToken e) {
            connection.close(Closing.TOKEN.withReason("the token is missing, expired or not ours"));
            return null;
        }
    }

    /** The first answer to hello; {@code seq} is the organization's newest position. */
    static String welcome(JsonMapper json, long seq) {
        return json.writeValueAsString(Map.of("type", "welcome", "seq", seq));
    }

    /** Too much was missed to send it one by one. */
    static String reset(JsonMapper json, long seq) {
        return json.writeValueAsString(Map.of("type", "reset", "seq", seq));
    }
}
