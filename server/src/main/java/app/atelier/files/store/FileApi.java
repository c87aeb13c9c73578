package app.atelier.files.store;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files over HTTP. Content goes in and out as a stream and is never held whole. */
@RestController
@RequestMapping("/v1/files")
@Tag(name = "files")
class FileApi {

    private static final Logger log = LoggerFactory.getLogger(FileApi.class);
    private static final long LARGEST = 100L << 20;
    private static final int LONGEST_NAME = 1_000;

    private final FilesAtTasks files;
    private final Vault vault;
    private final Links links;
    private final Address address;

    FileApi(FilesAtTasks files, Vault vault, Links links, Address address) {
        this.files = files;
        this.vault = vault;
        this.links = links;
        this.address = address;
    }

    @Requires(Permission.WORK_EDIT)
    @PostMapping
    @BodyLimit(LARGEST)
    @Operation(summary = "Attach a file to a task: the body is its content, at most 100 MiB")
    ResponseEntity<File> attach(Caller caller, @RequestParam UUID taskId, @RequestParam String name,
            @RequestParam(required = false) @Nullable UUID id, HttpServletRequest request) throws IOException {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Problem.Invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        var type = request.getContentType();
        if (type != null && (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded"))) {
            throw new Problem.UnsupportedType("Send the file itself as the body, with its own Content-Type, not as a form.");
        }
        var attached = files.attach(caller, id, taskId, name, type, request.getContentLengthLong(), request.getInputStream());
        return (attached.isNew() ? ResponseEntity.created(URI.create("/v1/files/" + attached.file().id()))
                : ResponseEntity.ok()).body(attached.file());
    }

    @Requires(Permission.WORK_READ)
    @GetMapping
    @Operation(summary = "The files at a task, oldest first")
    Page<File> all(Caller caller, @RequestParam UUID taskId, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return files.of(caller, taskId, cursor, Page.limit(limit));
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/{id}")
    @Operation(summary = "What is known of a file")
    File one(Caller caller, @PathVariable UUID id) {
        return files.visible(caller, id).file();
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/{id}/content")
    @Operation(summary = "Download a file, or one range of its bytes")
    void content(Caller caller, @PathVariable UUID id, @RequestHeader(value = "Range", required = false) @Nullable String range,
            HttpServletResponse response) {
        give(files.visible(caller, id), range, response);
    }

    record LinkView(String url, Instant expiresAt) {
    }

    @Requires(Permission.WORK_READ)
    @PostMapping("/{id}/link")
    @Operation(summary = "A link that downloads the file, for five minutes and without a token")
    LinkView link(Caller caller, @PathVariable UUID id) {
        files.visible(caller, id);
        var link = links.to(caller.organization(), id);
        return new LinkView(address.link("/v1/files/links/" + link.token()), link.expiresAt());
    }

    @Public
    @GetMapping("/links/{token}")
    @Operation(summary = "Download a file by its link")
    void byLink(@PathVariable String token, @RequestHeader(value = "Range", required = false) @Nullable String range,
            HttpServletResponse response) {
        give(links.open(token), range, response);
    }

    @Requires(Permission.WORK_EDIT)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete one's own file, or any as owner or admin")
    void delete(Caller caller, @PathVariable UUID id) {
        files.delete(caller, id);
    }

    /** Always a download, in a sandbox, and never another type than the one decided at upload. */
    private void give(FileStore.Kept kept, @Nullable String asked, HttpServletResponse response) {
        var file = kept.file();
        var range = Range.of(asked, file.size());
        response.setHeader("Accept-Ranges", "bytes");
        if (range == null) {
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            response.setHeader("Content-Range", "bytes */" + file.size());
            return;
        }
        if (!range.whole()) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader("Content-Range", range.header(file.size()));
        }
        response.setHeader("Content-Type", file.type().startsWith("text/") ? file.type() + ";charset=utf-8" : file.type());
        response.setHeader("Content-Disposition", FileNames.attachment(file.name()));
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-store");
        // A strong tag also keeps the answer from being compressed, which would cost its length.
        response.setHeader("ETag", "\"" + file.sha256() + "\"");
        response.setContentLengthLong(range.length());
        try {
            vault.give(kept, range.from(), range.length(), response.getOutputStream());
        } catch (IOException e) {
            // Part of the answer may be out: closing short of the promised length tells the client.
            log.warn("The download of file {} broke off: {}", file.id(), String.valueOf(e));
            if (!response.isCommitted()) {
                response.reset();
                throw new Problem.Unavailable("The file's content cannot be read right now.");
            }
        }
    }
}
