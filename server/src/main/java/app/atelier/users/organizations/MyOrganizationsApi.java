package app.atelier.users.organizations;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Versions;
import app.atelier.users.Organization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's organizations over HTTP. */
@RestController
@RequestMapping("/v1/organizations")
@Tag(name = "users")
class MyOrganizationsApi {

    private final MyOrganizations organizations;

    MyOrganizationsApi(MyOrganizations organizations) {
        this.organizations = organizations;
    }

    record CreateRequest(@Nullable UUID id, @NotBlank(message = "must not be empty")
            @Size(max = 100, message = "must have at most 100 characters") String name) {
    }

    @GetMapping
    @Requires(Permission.SELF)
    @Operation(summary = "Organizations the caller belongs to")
    Page<MyOrganizations.Mine> all(Caller caller) {
        return Page.all(organizations.all(caller));
    }

    @PostMapping
    @Requires(Permission.SELF)
    @Operation(summary = "Create an organization and become its owner")
    ResponseEntity<Organization> create(Caller caller, @Valid @RequestBody CreateRequest body) {
        var made = organizations.create(caller, body.id(), body.name());
        return ResponseEntity.status(made.before() ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Versions.etag(made.organization().version())).body(made.organization());
    }
}
