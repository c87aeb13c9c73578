package app.atelier.platform.system;

import java.util.UUID;

/** Every bean of this type forgets what its service keeps of an organization elsewhere than in its database. */
@FunctionalInterface
public interface Forgetting {

    /** Safe to call again. @throws RuntimeException when it cannot now; then it is asked again later */
    void forget(UUID organization);
}
