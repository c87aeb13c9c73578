package app.atelier.platform.remote;

import java.io.IOException;

import app.atelier.platform.security.Public;
import app.atelier.platform.security.TokenVerifier.InvalidToken;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.ProblemWriter;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers other processes of this installation, and nobody else: only a service token opens it, a person's access
 * token does not. It exists only where the secret among services is set.
 */
@Hidden
@RestController
final class AskApi {

    private static final Logger log = LoggerFactory.getLogger(AskApi.class);
    private static final String BEARER = "Bearer ";

    private final LocalAsks asks;
    private final ServiceTokens tokens;
    private final ProblemWriter problems;

    AskApi(LocalAsks asks, ServiceTokens tokens, ProblemWriter problems) {
        this.asks = asks;
        this.tokens = tokens;
        this.problems = problems;
    }

    @Public
    @BodyLimit(16 << 20)
    @PostMapping(Wire.ROOT + "{service}/{ask}")
    void answer(@PathVariable String service, @PathVariable String ask,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            tokens.verify(authorization != null && authorization.startsWith(BEARER)
                    ? authorization.substring(BEARER.length()) : null, service);
        } catch (InvalidToken e) {
            log.warn("Refused an ask at {} from {}: {}", service, request.getRemoteAddr(), e.getMessage());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""); // RFC 6750 §3.1
            problems.write(response, new Problem.Unauthenticated("Only services of this installation may ask here."));
            return;
        }
        var asked = asks.require(service, ask);
        response.setHeader(Wire.ANSWERED_BY, service);
        var answer = asks.answer(asked, request.getInputStream().readAllBytes());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(answer);
    }
}
