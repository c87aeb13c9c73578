package app.atelier.ingestion.streams;

import java.util.List;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Raw event streams over HTTP. */
@RestController
@RequestMapping("/v1/ingestion/streams")
@Tag(name = "ingestion")
class StreamApi {

    private static final int MOST_EVENTS = 1_000;
    private static final long LARGEST_BATCH = 5L << 20;

    private final Streams streams;

    StreamApi(Streams streams) {
        this.streams = streams;
    }

    /** Events stay JSON until each is judged, so that one of a wrong shape is rejected and its neighbours are not. */
    record EventsRequest(
            @NotNull(message = "must be a list of events")
            @Size(min = 1, max = MOST_EVENTS, message = "must hold 1 to 1000 events") List<JsonNode> events) {
    }

    @Requires(Permission.EVENTS_SEND)
    @PostMapping("/{stream}/events")
    @BodyLimit(LARGEST_BATCH)
    @Operation(summary = "Send events", description = "Answers, event by event, once what is new is durable. An id that "
            + "came before in this stream is a duplicate and changes nothing, so a batch can safely be sent again.")
    Answer send(Caller caller, @PathVariable String stream, @Valid @RequestBody EventsRequest body) {
        return streams.take(caller, stream, body.events());
    }

    @Requires(Permission.EVENTS_SEND)
    @GetMapping
    @Operation(summary = "The organization's streams")
    Page<StreamStore.Stream> all(Caller caller) {
        return Page.all(streams.all(caller));
    }

    @Requires(Permission.EVENTS_SEND)
    @GetMapping("/{stream}/rejected")
    @Operation(summary = "Events that were refused, newest first; the newest thousand are kept")
    Page<StreamStore.Rejection> rejected(Caller caller, @PathVariable String stream,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        return streams.rejected(caller, stream, limit, cursor);
    }
}
