package app.atelier.users;

import java.util.UUID;

import app.atelier.platform.remote.Once;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Where a password goes when a person registers. The {@code auth} service provides it. */
@HttpExchange("/internal/auth")
public interface CredentialStore {

    /**
     * Checks a password before anything is written.
     *
     * @throws app.atelier.platform.web.Problem.Invalid naming the field {@code password} and what is wrong with it
     */
    @PostExchange("/check")
    void check(String password);

    /** Keeps the person's password, in place of an earlier one. Called before the person exists. */
    @PostExchange("/set")
    void set(UUID person, String password);

    /**
     * Uses up a one-time administrator link.
     *
     * @throws app.atelier.platform.web.Problem.Invalid when it is unknown, used or expired
     */
    @Once
    @PostExchange("/redeem-welcome")
    void redeemWelcome(String token);
}
