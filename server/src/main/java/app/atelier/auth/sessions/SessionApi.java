package app.atelier.auth.sessions;

import java.util.UUID;

import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.welcome.WelcomeLinks;
import app.atelier.platform.security.Public;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in over HTTP. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class SessionApi {

    private final SignIns signIns;
    private final WelcomeLinks welcome;
    private final CommandLine commandLine;

    SessionApi(SignIns signIns, WelcomeLinks welcome, CommandLine commandLine) {
        this.signIns = signIns;
        this.welcome = welcome;
        this.commandLine = commandLine;
    }

    record LoginRequest(
            @NotBlank(message = "must not be empty") @Size(max = 255, message = "must have at most 255 characters") String email,
            @NotBlank(message = "must not be empty") @Size(max = 512, message = "is too long") String password,
            @Nullable UUID organizationId) {
    }

    record WelcomeRequest(@NotBlank(message = "must not be empty") @Size(max = 200, message = "is not a welcome link") String token) {
    }

    record LocalRequest(
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "is not the secret") String secret,
            @Size(max = 60, message = "is not an organization's slug") @Nullable String organization) {
    }

    /** @param expiresIn seconds */
    record TokenAnswer(String accessToken, String tokenType, long expiresIn) {

        static TokenAnswer of(String accessToken) {
            return new TokenAnswer(accessToken, "Bearer", AccessTokens.GOOD_FOR.toSeconds());
        }
    }

    @Public
    @PostMapping("/login")
    @Operation(summary = "Sign in with e-mail and password")
    ResponseEntity<TokenAnswer> login(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        return answer(signIns.signIn(body.email(), body.password(), body.organizationId(), Device.of(request)));
    }

    @Public
    @PostMapping("/refresh")
    @Operation(summary = "Exchange the refresh cookie for a new access token")
    ResponseEntity<TokenAnswer> refresh(@CookieValue(name = RefreshCookie.NAME, required = false) @Nullable String token) {
        return answer(signIns.refresh(token));
    }

    @Public
    @PostMapping("/logout")
    @Operation(summary = "Sign out on this device")
    ResponseEntity<Void> logout(@CookieValue(name = RefreshCookie.NAME, required = false) @Nullable String token) {
        signIns.signOut(token);
        return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, RefreshCookie.gone()).build();
    }

    @Public
    @PostMapping("/welcome")
    @Operation(summary = "Enter by the one-time administrator link")
    ResponseEntity<TokenAnswer> welcome(@Valid @RequestBody WelcomeRequest body, HttpServletRequest request) {
        var person = welcome.enter(body.token()).orElseThrow(() -> new Problem.Conflict("needs-registration",
                "Register first", "Nobody looks after this house yet: register with this link to become its administrator."));
        return answer(signIns.open(person, null, Device.of(request)));
    }

    @Public
    @PostMapping("/local")
    @Operation(summary = "Sign in from the server's own machine, for the command line")
    TokenAnswer local(@Valid @RequestBody LocalRequest body, HttpServletRequest request) {
        return TokenAnswer.of(commandLine.enter(body.secret(), body.organization(), request.getRemoteAddr()));
    }

    private static ResponseEntity<TokenAnswer> answer(SignIns.Tickets tickets) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.holding(tickets.refreshToken()))
                .body(TokenAnswer.of(tickets.accessToken()));
    }
}
