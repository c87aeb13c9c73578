package app.atelier.auth.sso;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.sessions.Device;
import app.atelier.auth.sessions.DeviceCookie;
import app.atelier.auth.sessions.RefreshCookie;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in at an identity provider, over HTTP: the browser is sent there and comes back. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class SingleSignOnApi {

    private static final Logger log = LoggerFactory.getLogger(SingleSignOnApi.class);

    private final SingleSignOn sso;
    private final Providers providers;

    SingleSignOnApi(SingleSignOn sso, Providers providers) {
        this.sso = sso;
        this.providers = providers;
    }

    record ProviderList(List<Providers.Offer> items) {
    }

    record DiscoverRequest(
            @NotBlank(message = "must not be empty") @Size(max = 255, message = "must have at most 255 characters") String email) {
    }

    /** @param connectionId null where the address's domain is no organization's */
    record Discovered(@Nullable UUID connectionId, @Nullable String name, boolean forced) {
    }

    record IdentityList(List<IdentityStore.Link> items) {
    }

    @Public
    @GetMapping("/providers")
    @Operation(summary = "Identity providers that everybody can sign in with")
    ProviderList offered() {
        return new ProviderList(providers.offered());
    }

    @Public
    @PostMapping("/sso/discover")
    @Operation(summary = "Which connection the domain of an e-mail address has; says nothing of the person")
    Discovered discover(@Valid @RequestBody DiscoverRequest body) {
        var connection = providers.owning(body.email().strip());
        return connection == null ? new Discovered(null, null, false)
                : new Discovered(connection.id(), connection.name(), connection.forced());
    }

    @Public
    @GetMapping("/sso/{connection}/start")
    @Operation(summary = "Go to an identity provider to sign in; returnTo is a path of ours")
    ResponseEntity<Void> start(@PathVariable String connection, @RequestParam(required = false) @Nullable String returnTo) {
        try {
            var departure = sso.start(connection, returnTo);
            return going(departure.to()).header(HttpHeaders.SET_COOKIE, BrowserCookie.holding(departure.browser())).build();
        } catch (SingleSignOn.NotIn e) {
            return refused(e);
        }
    }

    @Public
    @GetMapping("/sso/callback")
    @Operation(summary = "Come back from an identity provider; the state works once, in the browser that set out")
    ResponseEntity<Void> callback(@CookieValue(name = BrowserCookie.NAME, required = false) @Nullable String browser,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String iss, @RequestParam(required = false) @Nullable String error,
            HttpServletRequest request) {
        try {
            var arrival = sso.arrive(browser, state, code, iss, error, Device.of(request));
            var answer = going(URI.create(arrival.returnTo())).header(HttpHeaders.SET_COOKIE, BrowserCookie.gone());
            if (arrival.tickets() != null) {
                answer.header(HttpHeaders.SET_COOKIE, RefreshCookie.holding(arrival.tickets().refreshToken()));
                if (arrival.tickets().deviceToken() != null) {
                    answer.header(HttpHeaders.SET_COOKIE, DeviceCookie.holding(arrival.tickets().deviceToken()));
                }
            }
            return answer.build();
        } catch (SingleSignOn.NotIn e) {
            return refused(e);
        }
    }

    @Requires(Permission.SELF_SECURITY)
    @PostMapping("/sso/{connection}/link")
    @Operation(summary = "Set out to link an identity to the caller; answers where the browser goes")
    ResponseEntity<ConnectionApi.Departure> link(Caller caller, @PathVariable String connection) {
        return ConnectionApi.departing(() -> sso.link(caller, connection));
    }

    @Requires(Permission.SELF_SECURITY)
    @GetMapping("/identities")
    @Operation(summary = "Identities that the caller can sign in with")
    IdentityList identities(Caller caller) {
        return new IdentityList(sso.identities(caller));
    }

    @Requires(Permission.SELF_SECURITY)
    @DeleteMapping("/identities/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Unlink an identity from the caller")
    void unlink(Caller caller, @PathVariable UUID id) {
        sso.unlink(caller, id);
    }

    /** A person looks at this, so they get a page that says why instead of a problem document. */
    private static ResponseEntity<Void> refused(SingleSignOn.NotIn why) {
        log.info("Single sign-on let nobody in ({}): {}", why.reason(), why.getMessage());
        return going(URI.create("/sign-in?sso=" + URLEncoder.encode(why.reason(), StandardCharsets.UTF_8)))
                .header(HttpHeaders.SET_COOKIE, BrowserCookie.gone()).build();
    }

    private static ResponseEntity.BodyBuilder going(URI to) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "no-referrer").location(to);
    }
}
