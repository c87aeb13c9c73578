package app.atelier.users.people;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registration and the caller's own profile. */
@RestController
@RequestMapping("/v1/users")
@Tag(name = "users")
class PersonApi {

    private static final String USERNAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
    private static final String USERNAME_RULE = "must begin with a letter or digit and hold only letters, digits, dots, hyphens and underscores";

    private final Registration registration;
    private final Profiles profiles;

    PersonApi(Registration registration, Profiles profiles) {
        this.registration = registration;
        this.profiles = profiles;
    }

    record RegisterRequest(
            @NotBlank(message = "must not be empty") @Email(message = "must be an e-mail address")
            @Size(max = 255, message = "must have at most 255 characters") String email,
            @NotNull(message = "must not be empty") String password,
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String firstName,
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String lastName,
            @Size(max = 50, message = "must have at most 50 characters") @Pattern(regexp = USERNAME, message = USERNAME_RULE)
            @Nullable String username,
            @Size(max = 100, message = "must have at most 100 characters") @Nullable String organizationName,
            @Size(max = 200, message = "is not an invitation") @Nullable String invitationToken,
            @Size(max = 200, message = "is not a welcome link") @Nullable String welcomeToken) {
    }

    record ProfileRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String firstName,
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String lastName,
            @NotBlank(message = "must not be empty") @Size(max = 50, message = "must have at most 50 characters")
            @Pattern(regexp = USERNAME, message = USERNAME_RULE) String username,
            @NotBlank(message = "must not be empty") @Size(max = 64, message = "must have at most 64 characters") String timeZone) {
    }

    @Public
    @PostMapping("/register")
    @Operation(summary = "Register, with an organization of one's own or by an invitation")
    ResponseEntity<Profile> register(@Valid @RequestBody RegisterRequest body) {
        var profile = registration.register(new Registration.Request(body.email(), body.password(), body.firstName(),
                body.lastName(), body.username(), body.organizationName(), body.invitationToken(), body.welcomeToken()));
        return ResponseEntity.status(HttpStatus.CREATED).eTag(Versions.etag(profile.version())).body(profile);
    }

    @Requires(Permission.SELF)
    @GetMapping("/me")
    @Operation(summary = "The caller's profile")
    ResponseEntity<Profile> me(Caller caller) {
        var profile = profiles.read(caller);
        return ResponseEntity.ok().eTag(Versions.etag(profile.version())).body(profile);
    }

    @Requires(Permission.SELF)
    @PutMapping("/me")
    @Operation(summary = "Change the caller's profile")
    ResponseEntity<Profile> change(Caller caller, @Valid @RequestBody ProfileRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        var profile = profiles.change(caller, body.firstName(), body.lastName(), body.username(), body.timeZone(), ifMatch);
        return ResponseEntity.ok().eTag(Versions.etag(profile.version())).body(profile);
    }
}
