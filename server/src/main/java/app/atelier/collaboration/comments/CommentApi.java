package app.atelier.collaboration.comments;

import java.net.URI;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Comments over HTTP. */
@RestController
@RequestMapping("/v1/comments")
@Tag(name = "collaboration")
class CommentApi {

    private static final String NOT_EMPTY = "must not be empty";
    private static final String TOO_LONG = "must have at most 20000 characters";

    private final Comments comments;

    CommentApi(Comments comments) {
        this.comments = comments;
    }

    record WriteRequest(@Nullable UUID id, @NotNull(message = NOT_EMPTY) UUID taskId,
            @NotBlank(message = NOT_EMPTY) @Size(max = Comment.LONGEST, message = TOO_LONG) String body) {
    }

    record EditRequest(@NotBlank(message = NOT_EMPTY) @Size(max = Comment.LONGEST, message = TOO_LONG) String body) {
    }

    @Requires(Permission.WORK_READ)
    @GetMapping
    @Operation(summary = "The comments on a task, oldest first")
    Page<Comment> all(Caller caller, @RequestParam UUID taskId, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return comments.of(caller, taskId, cursor, Page.limit(limit));
    }

    @Requires(Permission.WORK_COMMENT)
    @PostMapping
    @Operation(summary = "Comment on a task; @username calls somebody")
    ResponseEntity<Comment> write(Caller caller, @Valid @RequestBody WriteRequest body) {
        var written = comments.write(caller, body.id(), body.taskId(), body.body().strip());
        var comment = written.comment();
        return (written.isNew() ? ResponseEntity.created(URI.create("/v1/comments/" + comment.id())) : ResponseEntity.ok())
                .eTag(Versions.etag(comment.version())).body(comment);
    }

    @Requires(Permission.WORK_COMMENT)
    @PutMapping("/{id}")
    @Operation(summary = "Change one's own comment")
    ResponseEntity<Comment> edit(Caller caller, @PathVariable UUID id, @Valid @RequestBody EditRequest body,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        var comment = comments.edit(caller, id, body.body().strip(), ifMatch);
        return ResponseEntity.ok().eTag(Versions.etag(comment.version())).body(comment);
    }

    @Requires(Permission.WORK_COMMENT)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete one's own comment, or any as owner or admin")
    void delete(Caller caller, @PathVariable UUID id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch) {
        comments.delete(caller, id, ifMatch);
    }
}
