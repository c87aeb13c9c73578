package app.atelier.users;

import java.util.UUID;

import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Lets in people whom an identity provider knows, at the moment they come. The asker keeps who they are there under the
 * person's id first; asking again with the same id changes nothing.
 */
@HttpExchange("/internal/users")
public interface Newcomers {

    /**
     * Makes the person where there is none with this id, and a member of the organization where they are none yet.
     *
     * @throws app.atelier.platform.web.Problem.Conflict when somebody else has the e-mail address
     */
    @PostExchange("/admit")
    void admit(UUID person, Names names, UUID organization, Role role);

    /**
     * Makes the person where there is none with this id, with an organization of their own.
     *
     * @throws app.atelier.platform.web.Problem.Conflict when somebody else has the e-mail address
     */
    @PostExchange("/found")
    void found(UUID person, Names names);

    /**
     * What a provider tells of a person; what it does not tell is made up from the e-mail address.
     *
     * @param emailVerified whether the provider vouches for the address
     */
    record Names(String email, boolean emailVerified, @Nullable String firstName, @Nullable String lastName) {
    }
}
