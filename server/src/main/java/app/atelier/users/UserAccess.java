package app.atelier.users;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.cache.HoldsUntil;
import app.atelier.platform.security.Role;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other services may ask about people and organizations. */
@HttpExchange("/internal/users")
public interface UserAccess {

    @PostExchange("/person")
    Optional<Person> person(UUID id);

    /** By e-mail, in whichever case it is written. */
    @PostExchange("/person-by-email")
    Optional<Person> personByEmail(String email);

    /** A person's memberships, oldest first; in an organization about to be deleted only owners have one. */
    @PostExchange("/memberships")
    List<Membership> memberships(UUID person);

    /** Those of the given people who belong to the organization; the others are left out. */
    @HoldsUntil("member.")
    @PostExchange("/members")
    List<Person> members(UUID organization, Collection<UUID> people);

    /** Those of the organization who go by one of these usernames, in whichever case it is written. */
    @PostExchange("/members-by-username")
    List<Person> membersByUsername(UUID organization, Collection<String> usernames);

    /** The organization's people with this role or a higher one, longest-serving first. */
    @PostExchange("/members-with")
    List<Person> membersWith(UUID organization, Role atLeast);

    /** The organization's owners, longest-serving first. */
    @PostExchange("/owners")
    List<Person> owners(UUID organization);

    /** Those of the given teams that there are. */
    @PostExchange("/teams")
    Set<UUID> teams(UUID organization, Collection<UUID> teams);

    @PostExchange("/organization")
    Optional<Organization> organization(UUID id);

    @PostExchange("/organization-by-slug")
    Optional<Organization> organizationBySlug(String slug);

    /** All organizations, oldest first, at most {@code limit}. */
    @PostExchange("/organizations")
    List<Organization> organizations(int limit);

    /** Whether anybody looks after this installation yet. */
    @PostExchange("/has-administrator")
    boolean hasAdministrator();
}
