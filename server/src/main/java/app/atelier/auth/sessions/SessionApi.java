package app.atelier.auth.sessions;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.passkeys.PasskeyAssertion;
import app.atelier.auth.welcome.WelcomeLinks;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in over HTTP. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class SessionApi {

    private final SignIns signIns;
    private final Sessions sessions;
    private final WelcomeLinks welcome;
    private final CommandLine commandLine;

    SessionApi(SignIns signIns, Sessions sessions, WelcomeLinks welcome, CommandLine commandLine) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.welcome = welcome;
        this.commandLine = commandLine;
    }

    record LoginRequest(
            @NotBlank(message = "must not be empty") @Size(max = 255, message = "must have at most 255 characters") String email,
            @NotBlank(message = "must not be empty") @Size(max = 512, message = "is too long") String password,
            @Nullable UUID organizationId) {
    }

    /** @param challenge of the answer {@code mfa-required}; with it exactly one of the others */
    record VerifyRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "is not a challenge") String challenge,
            @Size(max = 20, message = "is not a code") @Nullable String code,
            @Size(max = 40, message = "is not a recovery code") @Nullable String recoveryCode,
            @Valid @Nullable PasskeyAssertion passkey) {

        SignIns.Proof proof() {
            return only("code", null, code, recoveryCode, passkey);
        }
    }

    /** Exactly one of them. */
    record ReauthenticateRequest(
            @Size(max = 512, message = "is too long") @Nullable String password,
            @Size(max = 20, message = "is not a code") @Nullable String code,
            @Size(max = 40, message = "is not a recovery code") @Nullable String recoveryCode,
            @Valid @Nullable PasskeyAssertion passkey) {

        SignIns.Proof proof() {
            return only("password", password, code, recoveryCode, passkey);
        }
    }

    record PasskeyLoginRequest(@Valid @NotNull(message = "must not be empty") PasskeyAssertion passkey, @Nullable UUID organizationId) {
    }

    /** @param expiresIn seconds until a re-authentication is asked for again */
    record FreshAnswer(long expiresIn) {
    }

    /** @param ended how many sessions */
    record EndedAnswer(int ended) {
    }

    private static SignIns.Proof only(String field, @Nullable String password, @Nullable String code, @Nullable String recoveryCode,
            @Nullable PasskeyAssertion passkey) {
        var proofs = Stream.of(
                password == null ? null : new SignIns.Proof.Password(password),
                code == null ? null : new SignIns.Proof.Code(code),
                recoveryCode == null ? null : new SignIns.Proof.Recovery(recoveryCode),
                passkey == null ? null : new SignIns.Proof.Key(passkey)).filter(Objects::nonNull).toList();
        if (proofs.size() != 1) {
            throw new Problem.Invalid(field, "must be given, or another proof in its place, and only one");
        }
        return proofs.getFirst();
    }

    record SwitchRequest(@NotNull(message = "must not be empty") UUID organizationId) {
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
    ResponseEntity<TokenAnswer> refresh(@CookieValue(name = RefreshCookie.NAME, required = false) @Nullable String token,
            HttpServletRequest request) {
        return answer(signIns.refresh(token, Device.of(request)));
    }

    @Public
    @PostMapping("/login/verify")
    @Operation(summary = "Take the second step of signing in: a code, a recovery code or a passkey")
    ResponseEntity<TokenAnswer> verify(@Valid @RequestBody VerifyRequest body, HttpServletRequest request) {
        return answer(signIns.verify(body.challenge(), body.proof(), Device.of(request)));
    }

    @Public
    @PostMapping("/login/passkey")
    @Operation(summary = "Sign in with a passkey, without a password")
    ResponseEntity<TokenAnswer> loginByPasskey(@Valid @RequestBody PasskeyLoginRequest body, HttpServletRequest request) {
        return answer(signIns.signInByPasskey(body.passkey(), body.organizationId(), Device.of(request)));
    }

    @PostMapping("/reauthenticate")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Prove again who one is, by password, code or passkey: good for ten minutes")
    FreshAnswer reauthenticate(Caller caller, @Valid @RequestBody ReauthenticateRequest body, HttpServletRequest request) {
        caller.require(Permission.SELF_SECURITY);
        signIns.requireProof(caller, body.proof(), Device.of(request));
        sessions.freshen(caller.session());
        return new FreshAnswer(Sessions.FRESH.toSeconds());
    }

    @GetMapping("/sessions")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Where the caller is signed in")
    Page<Sessions.View> sessions(Caller caller) {
        return Page.all(sessions.all(caller));
    }

    @DeleteMapping("/sessions/{id}")
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out on one device")
    void end(Caller caller, @PathVariable UUID id) {
        sessions.end(caller, id);
    }

    @DeleteMapping("/sessions")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Sign out everywhere else")
    EndedAnswer endOthers(Caller caller) {
        return new EndedAnswer(sessions.endOthers(caller));
    }

    @Requires(Permission.SELF)
    @PostMapping("/switch")
    @Operation(summary = "Go on in another of one's organizations")
    ResponseEntity<TokenAnswer> enter(Caller caller, @Valid @RequestBody SwitchRequest body, HttpServletRequest request) {
        return answer(signIns.switchTo(caller, body.organizationId(), Device.of(request)));
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
        return answer(signIns.open(person, null, Device.of(request), "administrator link"));
    }

    @Public
    @PostMapping("/local")
    @Operation(summary = "Sign in from the server's own machine, for the command line")
    TokenAnswer local(@Valid @RequestBody LocalRequest body, HttpServletRequest request) {
        return TokenAnswer.of(commandLine.enter(body.secret(), body.organization(), request.getRemoteAddr()));
    }

    private static ResponseEntity<TokenAnswer> answer(SignIns.Tickets tickets) {
        var answer = ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.holding(tickets.refreshToken()));
        if (tickets.deviceToken() != null) {
            answer.header(HttpHeaders.SET_COOKIE, DeviceCookie.holding(tickets.deviceToken()));
        }
        return answer.body(TokenAnswer.of(tickets.accessToken()));
    }
}
