package app.atelier.auth;

import java.util.UUID;

import app.atelier.platform.remote.Once;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Makes the one-time links that let in who looks after the installation. */
@HttpExchange("/internal/auth")
public interface AdministratorLinks {

    /**
     * Makes a link's secret, good for 24 hours and one use.
     *
     * @param person whom it signs in; null: whoever registers with it becomes the administrator
     */
    @Once
    @PostExchange("/make-administrator-link")
    String make(@Nullable UUID person);
}
