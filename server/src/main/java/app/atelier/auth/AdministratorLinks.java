package app.atelier.auth;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Makes the one-time links that let in who looks after the installation. */
public interface AdministratorLinks {

    /**
     * Makes a link's secret, good for 24 hours and one use.
     *
     * @param person whom it signs in; null: whoever registers with it becomes the administrator
     */
    String make(@Nullable UUID person);
}
