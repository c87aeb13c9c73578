package app.atelier.auth.sso;

import java.util.List;
import java.util.UUID;

import app.atelier.auth.sessions.SignInObjection;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Problem.FieldError;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;

/**
 * Where an organization forces its provider, its people of its domains come by that and not by a password or passkey of ours. Its owners
 * still may: somebody must get in when the provider does not work, or was set up wrongly.
 */
@Component
class ForcedSignOn implements SignInObjection {

    private final Providers providers;
    private final UserAccess users;

    ForcedSignOn(Providers providers, UserAccess users) {
        this.providers = providers;
        this.users = users;
    }

    @Override
    public void check(UUID person) {
        var email = users.person(person).map(Person::email).orElse(null);
        var connection = email == null ? null : providers.owning(email);
        if (connection != null && connection.forced() && users.memberships(person).stream()
                .anyMatch(m -> m.organizationId().equals(connection.organizationId()) && m.role() != Role.OWNER)) {
            throw new Problem.Conflict("sso-required", "Sign in with single sign-on",
                    "Your organization has its people sign in with " + connection.name() + ".",
                    List.of(new FieldError("connectionId", connection.id().toString())));
        }
    }
}
