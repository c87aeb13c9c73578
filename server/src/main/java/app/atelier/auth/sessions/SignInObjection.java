package app.atelier.auth.sessions;

import java.util.UUID;

/** A reason not to let somebody in by a password or passkey of ours, asked only once that is proven. */
@FunctionalInterface
public interface SignInObjection {

    /** @throws app.atelier.platform.web.Problem.Conflict saying which other way they must come */
    void check(UUID person);
}
