package app.atelier.projects.tasks;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole board in one answer. */
@RestController
@RequestMapping("/v1/projects/{projectId}/board")
@Tag(name = "projects")
class BoardApi {

    private final Boards boards;

    BoardApi(Boards boards) {
        this.boards = boards;
    }

    @Requires(Permission.WORK_READ)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A project and all its live tasks, with the journal position to follow from")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = Boards.Board.class)))
    ResponseEntity<byte[]> board(Caller caller, @PathVariable UUID projectId,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        var board = boards.read(caller, projectId);
        var etag = "\"" + board.seq() + "\"";
        var answer = ResponseEntity.status(etag.equals(known) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag).header(HttpHeaders.CACHE_CONTROL, "private, no-cache").varyBy(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.AUTHORIZATION);
        if (etag.equals(known)) {
            return answer.build();
        }
        if (encodings != null && encodings.contains("gzip")) {
            return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").contentType(MediaType.APPLICATION_JSON).body(board.zipped());
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(board.json());
    }
}
